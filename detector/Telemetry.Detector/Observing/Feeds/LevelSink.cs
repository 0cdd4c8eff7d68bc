using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Hands a gauge's value on.</summary>
internal sealed class LevelSink(SinkBinding binding, Action<double> take) : SeriesSink(binding)
{
    public override void Take(in HistogramPoint point, bool bornAtZero, ScrapeTally tally)
    {
    }

    public override void Take(ExponentialCounts counts, double sum, bool bornAtZero, ScrapeTally tally)
    {
    }

    public override void Take(double value, bool bornAtZero, ScrapeTally tally)
    {
        if (double.IsFinite(value)) take(value);
        else tally.Invalid++;
    }

    public override void Save(SnapshotWriter writer)
    {
    }

    public override void Restore(ref SnapshotReader reader)
    {
    }
}
