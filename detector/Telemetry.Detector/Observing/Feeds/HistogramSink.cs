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
        if (point.Bounds.IsEmpty) return;
        if (_series.HasCounted) tally.Counters++;
        switch (_series.Take(point.Bounds, point.BucketCounts, point.Sum, bornAtZero, stratum))
        {
            case HistogramChange.Reset when !bornAtZero: tally.Resets++; break;
            case HistogramChange.Inconsistent: tally.Inconsistent++; break;
            case HistogramChange.Rebounded: tally.Rebounded++; break;
            case HistogramChange.Malformed: tally.Invalid++; break;
        }
    }

    public override void Take(ExponentialCounts counts, double sum, bool bornAtZero, ScrapeTally tally)
    {
        // A native histogram also begins anew when it has too many buckets: that alone is no restart of the part.
        if (_series.Take(counts, sum, bornAtZero, stratum) == HistogramChange.Inconsistent) tally.Inconsistent++;
    }

    public override void Take(double value, bool bornAtZero, ScrapeTally tally)
    {
    }

    public override void Save(SnapshotWriter writer) => _series.Save(writer, stratum);

    public override void Restore(ref SnapshotReader reader) => _series.Restore(ref reader, stratum);
}
