namespace Telemetry.Collector.Exposition;

/// <summary>What stands behind the labels of a sample line. Spans point into the page.</summary>
internal ref struct SamplePoint
{
    /// <summary>The value; never a stale marker, every NaN of a page is the canonical one.</summary>
    public double Value;

    /// <summary>Whether the line carries its own timestamp.</summary>
    public bool HasTimestamp;

    /// <summary>Unix milliseconds; meaningful only with <see cref="HasTimestamp"/>.</summary>
    public long TimestampMs;

    /// <summary>The line's exemplar; <see cref="ExemplarSpan.Exists"/> tells whether there is one.</summary>
    public ExemplarSpan Exemplar;

    /// <summary>Line number, from 1.</summary>
    public int Line;
}
