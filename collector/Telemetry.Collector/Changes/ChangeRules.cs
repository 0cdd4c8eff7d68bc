using Telemetry.Collector.ClusterState;

namespace Telemetry.Collector.Changes;

/// <summary>Every kind of object whose changes are told.</summary>
internal static class ChangeRules
{
    public static IReadOnlyList<ChangeRule> All { get; } =
    [
        new WorkloadRule("Deployment", ClusterResources.Deployments),
        new WorkloadRule("StatefulSet", ClusterResources.StatefulSets),
        new WorkloadRule("DaemonSet", ClusterResources.DaemonSets),
        new NodeRule(),
        new AutoscalerRule(),
        new CorefileRule(),
        new WebhookRule("ValidatingWebhookConfiguration", ClusterResources.ValidatingWebhooks),
        new WebhookRule("MutatingWebhookConfiguration", ClusterResources.MutatingWebhooks),
        new FlagsRule(),
    ];
}
