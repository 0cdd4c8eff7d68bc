using Telemetry.Collector.Exposition.Series;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.ClusterState;

/// <summary>
/// The state of a cluster as its API tells it, live or recorded, and the page that tells it on. What the page says depends on the events
/// and the time given alone. Not safe for concurrent use.
/// </summary>
internal sealed class ClusterView(CollectorMetrics metrics)
{
    private readonly Dictionary<string, IObjectTable> _tables = TablesOf(new ReasonPool());

    /// <summary>The pods.</summary>
    public PodTable Pods => (PodTable)_tables[ClusterResources.Pods];

    /// <summary>Whether there is anything to tell: one kind at least is known in full.</summary>
    public bool IsReady => _tables.Values.Any(table => table.IsSynced);

    /// <summary>Takes one event; those of kinds that have no signals are passed over.</summary>
    public void Apply(in ResourceEvent told)
    {
        if (ClusterResources.NameOf(told.Query) is { } name && _tables.TryGetValue(name, out var table)) metrics.Document(table.Apply(told));
    }

    /// <summary>The page at a time; kinds that are not known in full have no families.</summary>
    public byte[] WritePage(long nowMs)
    {
        var page = new StatePage();
        var objects = page.Family("cluster_objects");
        foreach (var (resource, table) in _tables)
        {
            if (!table.IsSynced) continue;
            objects.Sum(table.Count, new Label("resource", resource));
            table.Write(page, nowMs);
        }

        return page.ToBytes();
    }

    private static Dictionary<string, IObjectTable> TablesOf(ReasonPool pool) => new(StringComparer.Ordinal)
    {
        [ClusterResources.Pods] = new PodTable(pool),
        [ClusterResources.Nodes] = new NodeTable(pool),
        [ClusterResources.Deployments] = new DeploymentTable(pool),
        [ClusterResources.StatefulSets] = SetTable.OfStatefulSets(),
        [ClusterResources.DaemonSets] = SetTable.OfDaemonSets(),
        [ClusterResources.Autoscalers] = new AutoscalerTable(pool),
        [ClusterResources.Jobs] = new JobTable(pool),
        [ClusterResources.Volumes] = PhaseTable.OfVolumes(pool),
        [ClusterResources.Claims] = PhaseTable.OfClaims(pool),
        [ClusterResources.SigningRequests] = new SigningRequestTable(pool),
        [ClusterResources.Events] = new EventTable(pool),
    };
}
