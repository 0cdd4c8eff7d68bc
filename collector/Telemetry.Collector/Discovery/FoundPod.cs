using System.Text.Json;

namespace Telemetry.Collector.Discovery;

/// <summary>What discovery keeps of a pod: a few hundred bytes of the several thousand that the API server tells.</summary>
internal sealed record FoundPod
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Address; null before the pod has one.</summary>
    public string? Address { get; init; }

    public string? Node { get; init; }

    /// <summary>Whether it runs: neither pending nor over, and not being deleted.</summary>
    public bool IsRunning { get; init; }

    /// <summary>TCP ports that its containers name.</summary>
    public IReadOnlyList<FoundPort> Ports { get; init; } = [];

    /// <summary>Flags of its first container's command that tell where its page is.</summary>
    public string? Flags { get; init; }

    /// <summary>Its <c>prometheus.io/</c> annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = None;

    private const string AnnotationPrefix = "prometheus.io/";

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private static readonly string[] TellingFlags = ["--secure-port=", "--bind-address=", "--listen-metrics-urls=", "--listen-client-urls="];

    /// <summary>Takes it out of the API server's document.</summary>
    public static FoundPod Of(JsonElement pod)
    {
        var metadata = pod.Part("metadata");
        var (spec, status) = (pod.Part("spec"), pod.Part("status"));
        var containers = spec.Items("containers").ToArray();
        return new FoundPod
        {
            Name = metadata.Text("name") ?? "",
            Namespace = metadata.Text("namespace") ?? "",
            Address = status.Text("podIP"),
            Node = spec.Text("nodeName"),
            IsRunning = status.Text("phase") == "Running" && metadata.Text("deletionTimestamp") is null,
            Ports = [.. containers.SelectMany(container => container.Items("ports")).Select(FoundPort.Of).Where(port => port.IsTcp)],
            Flags = FlagsOf(containers),
            Annotations = metadata.Texts("annotations", AnnotationPrefix) ?? None,
        };
    }

    /// <summary>Value of one of the telling flags; null where it is not given.</summary>
    public string? Flag(string name) =>
        Flags?.Split('\n').FirstOrDefault(flag => flag.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];

    private static string? FlagsOf(JsonElement[] containers)
    {
        if (containers.Length == 0) return null;
        var told = containers[0].Items("command").Concat(containers[0].Items("args")).Select(word => word.GetString() ?? "")
            .Where(word => TellingFlags.Any(flag => word.StartsWith(flag, StringComparison.Ordinal)));
        return string.Join('\n', told) is { Length: > 0 } flags ? flags : null;
    }
}
