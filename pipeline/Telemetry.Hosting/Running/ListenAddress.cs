using System.Globalization;
using System.Net;

namespace Telemetry.Hosting.Running;

/// <summary>
/// A listen address in Prometheus's notation: <c>127.0.0.1:9099</c>, <c>[::1]:9099</c>, <c>localhost:9099</c>, or <c>:9099</c> for every
/// address of the machine. Port 0 takes any free port.
/// </summary>
internal static class ListenAddress
{
    public static bool TryParse(string text, out IPEndPoint endPoint)
    {
        endPoint = new IPEndPoint(IPAddress.IPv6Any, 0);
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return false;
        var host = text[..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        var address = host switch
        {
            "" => IPAddress.IPv6Any,
            "localhost" => IPAddress.Loopback,
            _ when isBracketed == host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host.Trim('[', ']'), out var written) => written,
            _ => null,
        };
        if (address is null) return false;
        endPoint = new IPEndPoint(address, port);
        return true;
    }
}
