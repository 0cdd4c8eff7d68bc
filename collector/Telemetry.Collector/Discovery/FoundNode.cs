using System.Text.Json;

namespace Telemetry.Collector.Discovery;

/// <summary>What discovery keeps of a node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its internal address, else its host name, else its first one; null before it has any.</param>
/// <param name="KubeletPort">Port of its kubelet; 0 where no kubelet answers, as on simulated nodes.</param>
internal sealed record FoundNode(string Name, string? Address, int KubeletPort)
{
    private const int UsualPort = 10250;

    private static readonly string[] Preferred = ["InternalIP", "Hostname", "ExternalIP"];

    /// <summary>Takes it out of the API server's document.</summary>
    public static FoundNode Of(JsonElement node)
    {
        var status = node.Part("status");
        var addresses = status.Items("addresses").Select(address => (Type: address.Text("type") ?? "", Address: address.Text("address"))).ToArray();
        var best = Preferred.SelectMany(type => addresses.Where(address => address.Type == type)).Concat(addresses).FirstOrDefault();
        var port = status.Part("daemonEndpoints").Part("kubeletEndpoint").Number("Port") ?? UsualPort;
        return new FoundNode(node.Part("metadata").Text("name") ?? "", best.Address, port);
    }
}
