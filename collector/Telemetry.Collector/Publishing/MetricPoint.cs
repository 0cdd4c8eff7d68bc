using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>One point of a metric: which series of the page it is made of, and what is remembered of it.</summary>
internal abstract class MetricPoint(PointAttributes attributes, CounterLife life, SeriesEntry? created)
{
    /// <summary>The point's labels, encoded.</summary>
    public PointAttributes Attributes => attributes;

    /// <summary>When it began.</summary>
    public CounterLife Life => life;

    /// <summary>What <c>_created</c> said in this scrape, or NaN.</summary>
    protected double CreatedSeconds(in ScrapeMoment moment) =>
        created is not null && created.LastSeen == moment.Generation ? created.Value : double.NaN;

    /// <summary>Samples that the birth is on this page: a line of its own, a part of another message or not there.</summary>
    protected int CreatedSamples(in ScrapeMoment moment) =>
        created is not null && created.LastSeen == moment.Generation && created.IsLine ? 1 : 0;

    /// <summary>Writes the point of this scrape into the metric at hand, or that it has ended.</summary>
    public abstract void Write(MetricsRecordWriter writer, in ScrapeMoment moment, ScrapeTally tally);

    /// <summary>The sample's own time where it has one (cAdvisor's are up to 25 s old), else the scrape's.</summary>
    protected static long TimeOf(SeriesEntry series, in ScrapeMoment moment) => series.HasTimestamp ? series.TimestampMs : moment.TimeMs;
}
