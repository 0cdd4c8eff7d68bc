using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Samples;
using Telemetry.Contracts.Incidents;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Correlating;

namespace Telemetry.Backtest.Running;

/// <summary>
/// A table of series through detectors, correlation and the alerting rule, causally and in the order of time. What becomes of it goes to
/// the sinks: of one row first the samples, then the incidents.
/// </summary>
internal sealed class SeriesBacktest
{
    private const string Cluster = "csv";
    private const int ProgressEvery = 4096;

    private readonly SampleTable _table;
    private readonly IReadOnlyList<IBacktestSink> _sinks;
    private readonly SeriesTrack[] _series;
    private readonly ComponentTrack[] _observers;
    private readonly SortedDictionary<string, ComponentTrack> _components = new(StringComparer.Ordinal);
    private readonly Correlator _correlator;
    private readonly AlertingRule _alerting = new();
    private readonly TimeOrigin _origin;

    public SeriesBacktest(SampleTable table, BacktestSettings settings, IReadOnlyList<IBacktestSink> sinks)
    {
        _table = table;
        _sinks = sinks;
        var columns = Column.Of(table.Series);
        _series = [.. columns.Select(column => new SeriesTrack(column, settings.BudgetPerDay))];
        foreach (var column in columns) _components.TryAdd(column.Observer, new ComponentTrack(column.Observer));
        _observers = [.. columns.Select(column => _components[column.Observer])];
        _origin = TimeOrigin.Of(table.Samples.Count > 0 ? table.Samples[0].TimeMs : 0);
        var traits = columns.Select(column => column.Traits).ToDictionary(trait => trait.Id, StringComparer.Ordinal);
        _correlator = new Correlator(traits, CatalogTraits.Of(settings.Topology), new CorrelatorSettings(settings.Budget));
    }

    /// <summary>Runs to the end of the table.</summary>
    /// <param name="done">Told how much has been done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void Run(Action<double> done, CancellationToken cancellationToken)
    {
        var samples = _table.Samples;
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            Judge(sample);
            if (i + 1 == samples.Count || samples[i + 1].TimeMs != sample.TimeMs) EndRow(sample.TimeMs + _origin.ShiftMs);
            if (i % ProgressEvery != 0) continue;
            cancellationToken.ThrowIfCancellationRequested();
            done((double)i / samples.Count);
        }

        _correlator.Finish(out var last);
        foreach (var update in last) Tell(IncidentRecords.Of(Cluster, update));
        foreach (var sink in _sinks) sink.End();
    }

    private void Judge(in Sample sample)
    {
        var track = _series[sample.Series];
        var verdict = track.Take(sample.TimeMs + _origin.ShiftMs, sample.Value);
        if (verdict.IsDouble) _table.Notes.Duplicates++;
        if (verdict.IsGap) _table.Notes.Gaps++;
        if (verdict.Detail.HasEvidence) _observers[sample.Series].Take(track.Finding);
        foreach (var sink in _sinks) sink.OnSample(track.Column, sample, verdict);
    }

    private void EndRow(long timeMs)
    {
        foreach (var component in _components.Values)
        {
            if (component.End(timeMs) is not { } scrape) continue;
            _correlator.Take(scrape, out var updates);
            foreach (var update in updates) Tell(IncidentRecords.Of(Cluster, update));
        }
    }

    private void Tell(IncidentRecord internally)
    {
        var record = internally with
        {
            At = _origin.Back(internally.At),
            DecidedBy = _origin.Back(internally.DecidedBy),
            Began = _origin.Back(internally.Began),
            Signals = [.. internally.Signals.Select(signal => signal with { Onset = _origin.Back(signal.Onset) })],
        };
        foreach (var kind in _alerting.Decide(record))
            foreach (var sink in _sinks) sink.OnEvent(kind, record);
    }
}
