using System.Runtime.InteropServices;
using System.Text.Json;

namespace Telemetry.Collector.Discovery;

/// <summary>A port of a container or an endpoint slice.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundPort(string? Name, int Number, bool IsTcp)
{
    /// <summary>Reads a port of a container (<c>containerPort</c>) or of a slice (<c>port</c>).</summary>
    public static FoundPort Of(JsonElement port) => new(
        port.Text("name") is { Length: > 0 } name ? name : null,
        port.Number("containerPort") ?? port.Number("port") ?? 0,
        port.Text("protocol") is null or "TCP");

    /// <summary>Whether a setting, a number or a name, means this port.</summary>
    public bool Is(string wanted) =>
        int.TryParse(wanted, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Number == number : Name == wanted;
}
