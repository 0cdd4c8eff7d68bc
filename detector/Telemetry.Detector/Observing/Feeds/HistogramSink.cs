using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Adds a histogram's observations of the interval to a stratum.</summary>
internal sealed class HistogramSink(SinkBinding binding, HistogramStratum stratum) : SeriesSink(binding)
{
    private readonly HistogramSeries _series = new();

    public override void Take(in HistogramPoint point, bool bornAtZero, ScrapeTally tally)
    {
        switch (_series.Take(point.BucketCounts, point.Sum, bornAtZero, stratum))
        {
            case HistogramChange.Reset when !bornAtZero: tally.Resets++; break;
            case HistogramChange.Inconsistent: tally.Inconsistent++; break;
        }
    }

    public override void Take(double value, bool bornAtZero, ScrapeTally tally)
    {
    }

    public override void Save(SnapshotWriter writer) => _series.Save(writer);

    public override void Restore(ref SnapshotReader reader) => _series.Restore(ref reader);
}
