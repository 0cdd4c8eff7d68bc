using System.Runtime.InteropServices;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>A native histogram, kept as an exponential one.</summary>
internal sealed class NativePoint(SeriesEntry series, NativeHistogram native, SeriesEntry? created, PointAttributes attributes, CounterLife life)
    : MetricPoint(attributes, life, created)
{
    /// <inheritdoc/>
    public override void Write(MetricsRecordWriter writer, in ScrapeMoment moment, ScrapeTally tally)
    {
        if (series.LastSeen != moment.Generation)
        {
            if (moment.IsWhole) writer.AddStale(Attributes);
            return;
        }

        if (native.Positive.HasNegative || native.Negative.HasNegative)
        {
            tally.Broken.Add(ValueFault.NegativeBucket, 1, series.Metric.Family.Name);
            return;
        }

        Life.Observe(series.Value, CreatedSeconds(moment), moment.TimeMs);
        var timeMs = TimeOf(series, moment);
        var value = new ExponentialValue
        {
            Scale = native.Schema,
            Sum = native.Sum,
            ZeroCount = native.ZeroCount,
            ZeroThreshold = native.ZeroThreshold,
            Positive = Run(native.Positive),
            Negative = Run(native.Negative),
        };
        tally.Settle(writer.AddExponentialHistogram(Attributes, value, Math.Min(Life.StartMs, timeMs), timeMs), 1);
    }

    private static ExponentialRun Run(NativeBuckets buckets) => new(buckets.Offset, MemoryMarshal.Cast<long, ulong>(buckets.Counts));
}
