using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Hands a counter's increase of the interval on. A histogram counts as the counter of its observations.</summary>
internal sealed class CounterSink(SinkBinding binding, Action<double> take) : SeriesSink(binding)
{
    private readonly CounterSeries _series = new();

    public override void Take(in HistogramPoint point, bool bornAtZero, ScrapeTally tally) => Take(point.Count, bornAtZero, tally);

    public override void Take(ExponentialCounts counts, double sum, bool bornAtZero, ScrapeTally tally) => Take(counts.Total, bornAtZero, tally);

    public override void Take(double value, bool bornAtZero, ScrapeTally tally)
    {
        if (!CounterSeries.IsCount(value)) tally.Invalid++;
        else if (_series.HasCounted) tally.Counters++;
        var increase = _series.Take(value, bornAtZero, out var isReset);
        if (isReset) tally.Resets++;
        if (!double.IsNaN(increase)) take(increase);
    }

    public override void Save(SnapshotWriter writer) => _series.Save(writer);

    public override void Restore(ref SnapshotReader reader) => _series.Restore(ref reader);
}
