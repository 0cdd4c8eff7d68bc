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

        Life.Observe(series.Value, CreatedSeconds(moment), moment.TimeMs);
        var timeMs = TimeOf(series, moment);
        var value = new ExponentialValue
        {
            Scale = native.Schema,
            Sum = native.Sum,
            ZeroCount = native.ZeroCount,
            ZeroThreshold = native.ZeroThreshold,
            Positive = new ExponentialRun(native.Positive.Offset, native.Positive.Counts),
            Negative = new ExponentialRun(native.Negative.Offset, native.Negative.Counts),
        };
        tally.Settle(writer.AddExponentialHistogram(Attributes, value, Math.Min(Life.StartMs, timeMs), timeMs), 1);
    }
}
