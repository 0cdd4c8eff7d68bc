using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.ClusterState;

/// <summary>What is watched of a cluster, by the names of the collections.</summary>
internal static class ClusterResources
{
    public const string Pods = "pods";
    public const string Nodes = "nodes";
    public const string Deployments = "deployments";
    public const string StatefulSets = "statefulsets";
    public const string DaemonSets = "daemonsets";
    public const string Autoscalers = "hpas";
    public const string Jobs = "jobs";
    public const string Volumes = "persistentvolumes";
    public const string Claims = "persistentvolumeclaims";
    public const string SigningRequests = "certificatesigningrequests";
    public const string Events = "events";
    public const string ConfigMaps = "configmaps";
    public const string ValidatingWebhooks = "validatingwebhookconfigurations";
    public const string MutatingWebhooks = "mutatingwebhookconfigurations";

    /// <summary>Every query with its name, one watch each.</summary>
    public static IReadOnlyList<KeyValuePair<string, ResourceQuery>> All { get; } =
    [
        new(Pods, new("/api/v1/pods")),
        new(Nodes, new("/api/v1/nodes")),
        new(Deployments, new("/apis/apps/v1/deployments")),
        new(StatefulSets, new("/apis/apps/v1/statefulsets")),
        new(DaemonSets, new("/apis/apps/v1/daemonsets")),
        new(Autoscalers, new("/apis/autoscaling/v2/horizontalpodautoscalers")),
        new(Jobs, new("/apis/batch/v1/jobs")),
        new(Volumes, new("/api/v1/persistentvolumes")),
        new(Claims, new("/api/v1/persistentvolumeclaims")),
        new(SigningRequests, new("/apis/certificates.k8s.io/v1/certificatesigningrequests")),
        new(Events, new("/apis/events.k8s.io/v1/events")),
        // CoreDNS's alone: nobody else's settings are any business of ours.
        new(ConfigMaps, new("/api/v1/namespaces/kube-system/configmaps", FieldSelector: "metadata.name=coredns")),
        new(ValidatingWebhooks, new("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations")),
        new(MutatingWebhooks, new("/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations")),
    ];

    private static readonly Dictionary<string, ResourceQuery> ByName = new(All, StringComparer.Ordinal)
    {
        ["horizontalpodautoscalers"] = All.Single(pair => pair.Key == Autoscalers).Value,
    };

    private static readonly Dictionary<ResourceQuery, string> ByQuery = All.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The query of a collection by its name, as recordings call it; null where none is known.</summary>
    public static ResourceQuery? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The name of a query's collection; null where it is none of ours.</summary>
    public static string? NameOf(ResourceQuery query) => ByQuery.GetValueOrDefault(query);
}
