using System.Net;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>Names and networks that messages may go to; everything where the list is empty.</summary>
internal sealed class EgressAllowList
{
    private readonly List<string> _names = [];
    private readonly List<IPNetwork> _networks = [];

    /// <summary>Reads validated entries: <c>hooks.example.com</c>, <c>*.example.com</c>, <c>10.0.0.0/8</c>, <c>10.1.2.3</c>.</summary>
    public EgressAllowList(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            if (IPNetwork.TryParse(entry, out var network)) _networks.Add(network);
            else if (IPAddress.TryParse(entry, out var address)) _networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else _names.Add(entry);
        }
    }

    /// <summary>Whether messages may go to a host that has this address.</summary>
    public bool Allows(string host, IPAddress address)
    {
        if (_names.Count + _networks.Count == 0) return true;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _names.Any(name => IsName(host.TrimEnd('.'), name)) || _networks.Any(network => network.Contains(plain));
    }

    /// <summary>What is wrong with an entry; null where nothing is.</summary>
    public static string? FaultOf(string entry)
    {
        if (IPNetwork.TryParse(entry, out _) || IPAddress.TryParse(entry, out _)) return null;
        var name = entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry;
        return Uri.CheckHostName(name) == UriHostNameType.Dns ? null : $"'{entry}' is no name, *.name, address or network such as 10.0.0.0/8";
    }

    private static bool IsName(string host, string name) => name.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(name, StringComparison.OrdinalIgnoreCase);
}
