namespace Telemetry.Collector.Exposition;

/// <summary>An OpenMetrics exemplar as it stands on its line.</summary>
internal ref struct ExemplarSpan
{
    /// <summary>Whether the line has an exemplar at all.</summary>
    public bool Exists;

    /// <summary>What is between the braces; read it with <see cref="LabelEnumerator"/>.</summary>
    public ReadOnlySpan<byte> Labels;

    /// <summary>Value of the observation.</summary>
    public double Value;

    /// <summary>Whether the exemplar carries a timestamp.</summary>
    public bool HasTimestamp;

    /// <summary>Unix milliseconds; meaningful only with <see cref="HasTimestamp"/>.</summary>
    public long TimestampMs;
}
