using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Tests.Scenarios;

/// <summary>Both stages of the detector over targets whose pages a scenario writes; event time only.</summary>
internal sealed class ScenarioCluster
{
    public const long StartMs = 1_790_000_000_000;

    private readonly Dictionary<TargetId, TargetObserver> _observers = [];
    private readonly MetricsRecordWriter _writer = new();
    private Correlator _correlator = NewCorrelator();

    /// <summary>Every change of an incident so far.</summary>
    public List<IncidentUpdate> Updates { get; } = [];

    public IEnumerable<IncidentUpdate> Pages => Updates.Where(update => update.Severity == IncidentSeverity.Page).DistinctBy(update => update.Id);

    /// <summary>One scrape.</summary>
    /// <param name="target">Target.</param>
    /// <param name="seconds">When, since the start.</param>
    /// <param name="intervalSeconds">Interval that the collector names.</param>
    /// <param name="write">Its page; null where the target does not answer.</param>
    public void Scrape(TargetId target, double seconds, int intervalSeconds, Action<ScenarioPage>? write)
    {
        var at = StartMs + (long)(seconds * 1000);
        _writer.Begin(new ScrapeHeader(target, at, 15, intervalSeconds * 1000));
        write?.Invoke(new ScenarioPage(_writer));
        _writer.BeginGauge("up"u8);
        _writer.AddNumber(PointAttributes.NoneForNumber, write is null ? 0 : 1);
        if (!_observers.TryGetValue(target, out var observer)) _observers[target] = observer = new TargetObserver(SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, target);
        observer.Begin(new ScrapeReading(at, 15, intervalSeconds * 1000));
        observer.Read(_writer.End().Single().Span);
        _correlator.Take(SignalFindings.Of(observer.End()), out var updates);
        Updates.AddRange(updates);
    }

    /// <summary>Tells of a change of the cluster.</summary>
    public void Change(string id, double seconds, string component)
    {
        var at = StartMs + (long)(seconds * 1000);
        _correlator.Take(new ClusterChange(id, at, at, component, IsRestart: false, IsRoutine: false, default));
    }

    /// <summary>The detector is stopped and started on its checkpoint.</summary>
    public void RestartDetector()
    {
        foreach (var (target, observer) in _observers.ToArray())
        {
            var restored = new TargetObserver(SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, target);
            Carry(observer.Save, (ref SnapshotReader reader) => restored.Restore(ref reader));
            _observers[target] = restored;
        }

        var correlator = NewCorrelator();
        Carry(_correlator.Save, (ref SnapshotReader reader) => correlator.Restore(ref reader));
        _correlator = correlator;
    }

    private delegate void Restoring(ref SnapshotReader reader);

    private static void Carry(Action<SnapshotWriter> save, Restoring restore)
    {
        var writer = new SnapshotWriter();
        save(writer);
        var reader = new SnapshotReader(writer.Written.Span);
        restore(ref reader);
        Xunit.Assert.True(reader.AtEnd);
    }

    private static Correlator NewCorrelator() => new(
        CatalogTraits.Of(SignalCatalog.BuiltIn), CatalogTraits.Of(SignalCatalog.BuiltIn.Topology), new CorrelatorSettings(new EvidenceBudget()));
}
