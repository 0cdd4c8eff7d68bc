using Telemetry.Catalog;
using Telemetry.Collector.ClusterState;
using Telemetry.Contracts.Changes;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Changes;

/// <summary>Tells from the events of a cluster's API, live or recorded, what was changed. Not safe for concurrent use.</summary>
internal sealed class ClusterChanges(string cluster, Topology topology)
{
    /// <summary>One ledger for each kind.</summary>
    public IReadOnlyList<ObjectLedger> Ledgers { get; } = [.. ChangeRules.All.Select(rule => new ObjectLedger(rule, cluster, topology.ComponentOfJob))];

    /// <summary>Takes an event and gives what changed.</summary>
    public IReadOnlyList<ChangeRecord> Apply(in ResourceEvent told)
    {
        var resource = ClusterResources.NameOf(told.Query);
        foreach (var ledger in Ledgers)
            if (ledger.Rule.Resource == resource) return ledger.Apply(told);
        return [];
    }
}
