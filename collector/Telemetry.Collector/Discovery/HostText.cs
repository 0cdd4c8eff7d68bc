namespace Telemetry.Collector.Discovery;

/// <summary>Addresses as URLs have them.</summary>
internal static class HostText
{
    /// <summary>An address, in brackets where it is of IPv6.</summary>
    public static string Of(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
}
