namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// One series of a target, found again in every scrape by the bytes of its name and labels; it holds what the latest scrape said.
/// </summary>
internal sealed class SeriesEntry
{
    /// <param name="raw">Name and labels as the page writes them.</param>
    /// <param name="name">The sample's name, decoded.</param>
    /// <param name="role">What the series is within its metric.</param>
    /// <param name="bound">Upper bound of a bucket or the quantile; else NaN.</param>
    /// <param name="metric">The metric it is part of.</param>
    public SeriesEntry(SeriesBytes raw, string name, SeriesRole role, double bound, LabeledMetric metric)
    {
        Raw = raw;
        Name = name;
        Role = role;
        Bound = bound;
        Metric = metric;
    }

    public string Name { get; }

    public SeriesRole Role { get; }

    /// <summary>Upper bound of a bucket or the quantile, so that <c>1</c>, <c>1.0</c> and <c>1e0</c> are one; else NaN.</summary>
    public double Bound { get; }

    public LabeledMetric Metric { get; }

    /// <summary>Value in the scrape <see cref="LastSeen"/>.</summary>
    public double Value { get; private set; }

    /// <summary>Whether the line had its own timestamp.</summary>
    public bool HasTimestamp { get; private set; }

    /// <summary>Unix milliseconds, where <see cref="HasTimestamp"/>.</summary>
    public long TimestampMs { get; private set; }

    /// <summary>Number of the latest scrape that had this series; see <see cref="SeriesTable.Generation"/>.</summary>
    public uint LastSeen { get; private set; }

    /// <summary>Whether it is a line of its own on the page; a part of a protobuf message may be none.</summary>
    public bool IsLine => Raw.Length > 0 || Role != SeriesRole.Created;

    internal SeriesBytes Raw { get; }

    /// <summary>The series that followed on the page last time: the guess for the next line.</summary>
    internal SeriesEntry? Next { get; set; }

    /// <summary>Set when the table drops the series: a guess that leads here is void.</summary>
    internal bool IsDropped { get; set; }

    internal void Record(in SamplePoint point, uint generation) => Record(point.Value, point.HasTimestamp, point.TimestampMs, generation);

    internal void Record(double value, bool hasTimestamp, long timestampMs, uint generation)
    {
        Value = value;
        HasTimestamp = hasTimestamp;
        TimestampMs = timestampMs;
        LastSeen = generation;
    }
}
