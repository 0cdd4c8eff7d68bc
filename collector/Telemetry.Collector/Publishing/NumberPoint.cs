using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>A gauge's or counter's point: one series, and for counters of OpenMetrics the time of their creation.</summary>
internal sealed class NumberPoint(SeriesEntry series, bool isCounter, PointAttributes attributes, CounterLife life, SeriesEntry? created)
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

        var samples = 1 + CreatedSamples(moment);
        if (series.Metric.Family.Type == FamilyType.Counter && !(series.Value >= 0 && double.IsFinite(series.Value)))
        {
            tally.Broken.Add(ValueFault.NotACounter, samples, series.Metric.Family.Name);
            return;
        }

        var born = CreatedSeconds(moment);
        if (isCounter) Life.Observe(series.Value, born, moment.TimeMs);
        var timeMs = TimeOf(series, moment);
        var startMs = isCounter ? Math.Min(Life.StartMs, timeMs) : 0;
        tally.Settle(writer.AddNumber(Attributes, series.Value, startMs, timeMs), samples);
    }
}
