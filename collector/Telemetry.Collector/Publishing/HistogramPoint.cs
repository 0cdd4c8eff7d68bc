using Telemetry.Collector.Exposition.Series;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>A classic histogram put together again from its <c>_bucket</c>, <c>_sum</c> and <c>_count</c> series.</summary>
internal sealed class HistogramPoint(
    SeriesEntry[] buckets, SeriesEntry? sum, SeriesEntry? count, SeriesEntry? created, PointAttributes attributes, CounterLife life)
    : MetricPoint(attributes, life, created)
{
    private readonly BucketAssembly _assembly = new(buckets);
    private readonly int _parts = buckets.Length + (sum is null ? 0 : 1) + (count is null ? 0 : 1);

    /// <inheritdoc/>
    public override void Write(MetricsRecordWriter writer, in ScrapeMoment moment, ScrapeTally tally)
    {
        var sumNow = ValueOf(sum, moment);
        var countNow = ValueOf(count, moment);
        var present = _assembly.CountPresent(moment.Generation) + (double.IsNaN(sumNow) ? 0 : 1) + (double.IsNaN(countNow) ? 0 : 1);
        var born = CreatedSeconds(moment);
        var samples = present + CreatedSamples(moment);

        if (present == 0)
        {
            if (moment.IsWhole) writer.AddStale(Attributes);
        }
        else if (!moment.IsWhole && present < _parts)
        {
            tally.IncompleteHistogram += samples;
        }
        else if (_assembly.Assemble(moment.Generation, countNow) is { } fault)
        {
            tally.Broken.Add(fault, samples, (count ?? buckets[0]).Metric.Family.Name);
        }
        else
        {
            Life.Observe(_assembly.Total, born, moment.TimeMs);
            var timeMs = TimeOf(buckets, moment);
            var startMs = Math.Min(Life.StartMs, timeMs);
            tally.Settle(writer.AddHistogram(Attributes, _assembly.Bounds, _assembly.Counts, sumNow, startMs, timeMs), samples);
        }
    }

    private static double ValueOf(SeriesEntry? series, in ScrapeMoment moment) =>
        series is not null && series.LastSeen == moment.Generation ? series.Value : double.NaN;

    private static long TimeOf(SeriesEntry[] buckets, in ScrapeMoment moment)
    {
        foreach (var bucket in buckets)
        {
            if (bucket.LastSeen == moment.Generation) return TimeOf(bucket, moment);
        }
        return moment.TimeMs;
    }
}
