using System.Text.Json;

namespace Telemetry.Collector.Discovery;

/// <summary>What discovery keeps of an endpoint slice.</summary>
internal sealed record FoundSlice(string Namespace, IReadOnlyList<FoundEndpoint> Endpoints, IReadOnlyList<FoundPort> Ports)
{
    /// <summary>Takes it out of the API server's document.</summary>
    public static FoundSlice Of(JsonElement slice) => new(
        slice.Part("metadata").Text("namespace") ?? "",
        [.. slice.Items("endpoints").SelectMany(FoundEndpoint.Of)],
        [.. slice.Items("ports").Select(FoundPort.Of).Where(port => port.IsTcp)]);
}

/// <summary>One address of an endpoint slice.</summary>
internal sealed record FoundEndpoint(string Address, string? Pod, string? Node)
{
    /// <summary>The addresses that have not gone. Those that are not ready are scraped too: why is what we want to see.</summary>
    public static IEnumerable<FoundEndpoint> Of(JsonElement endpoint)
    {
        if (endpoint.Part("conditions").Flag("terminating")) return [];
        var pod = endpoint.Part("targetRef") is var reference && reference.Text("kind") == "Pod" ? reference.Text("name") : null;
        return endpoint.Items("addresses").Select(address => new FoundEndpoint(address.GetString() ?? "", pod, endpoint.Text("nodeName")));
    }
}
