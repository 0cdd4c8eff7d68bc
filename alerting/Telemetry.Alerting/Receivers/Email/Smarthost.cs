using System.Globalization;
using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>A mail server's host and port.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Smarthost(string Host, int Port)
{
    /// <summary>Port on which TLS begins at once (RFC 8314).</summary>
    public const int ImplicitTlsPort = 465;

    /// <summary>Reads <c>host:port</c>; an IPv6 address stands in brackets.</summary>
    public static bool TryParse(string text, out Smarthost smarthost)
    {
        smarthost = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535) return false;
        smarthost = new Smarthost(text[..colon].TrimStart('[').TrimEnd(']'), port);
        return smarthost.Host.Length > 0;
    }
}
