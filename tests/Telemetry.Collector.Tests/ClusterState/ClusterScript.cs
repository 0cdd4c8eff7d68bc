using System.Text.Json;
using Telemetry.Collector.Changes;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Contracts.Changes;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Tests.ClusterState;

/// <summary>Plays lists and watches into a view and the detection of changes, as a feed would.</summary>
internal sealed class ClusterScript : IDisposable
{
    public const long StartMs = 1_795_220_000_000;

    private readonly TestMeters _meters = new();

    public ClusterScript()
    {
        View = new ClusterView(new CollectorMetrics(_meters));
        Changes = new ClusterChanges("c", Catalog.SignalCatalog.BuiltIn.Topology);
    }

    public ClusterView View { get; }

    public ClusterChanges Changes { get; }

    /// <summary>Changes told so far.</summary>
    public List<ChangeRecord> Told { get; } = [];

    /// <summary>Time of the next event.</summary>
    public long NowMs { get; set; } = StartMs;

    /// <summary>Readings of the collector's own metrics.</summary>
    public TestMeters Meters => _meters;

    /// <summary>A whole list of objects.</summary>
    public ClusterScript List(string resource, params string[] objects)
    {
        Tell(resource, ResourceChange.Replaced, null);
        foreach (var json in objects) Tell(resource, ResourceChange.Added, json);
        return Tell(resource, ResourceChange.Synced, null);
    }

    /// <summary>One event.</summary>
    public ClusterScript Tell(string resource, ResourceChange change, string? json)
    {
        var document = json is null ? default : JsonElement.Parse(json);
        return Tell(new ResourceEvent(ClusterResources.Find(resource)!, change, document, DateTimeOffset.FromUnixTimeMilliseconds(NowMs)));
    }

    /// <summary>One event.</summary>
    public ClusterScript Tell(in ResourceEvent told)
    {
        View.Apply(told);
        Told.AddRange(Changes.Apply(told));
        return this;
    }

    /// <summary>Sample lines of the page.</summary>
    public IReadOnlyList<string> Page() =>
        [.. System.Text.Encoding.UTF8.GetString(View.WritePage(NowMs)).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    public void Dispose() => _meters.Dispose();
}
