using System.Net;

namespace Telemetry.Hosting.Access;

/// <summary>An address or a network of <c>web.trusted-proxies</c>: <c>10.0.0.7</c>, <c>10.0.0.0/8</c>, <c>::1</c>.</summary>
internal static class ProxyNetwork
{
    /// <summary>The network of validated text.</summary>
    public static IPNetwork Parse(string text) => TryParse(text, out var network) ? network : throw new ArgumentException(text, nameof(text));

    /// <summary>Reads an address or a network.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
