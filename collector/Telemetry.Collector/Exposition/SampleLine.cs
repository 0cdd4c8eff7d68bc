namespace Telemetry.Collector.Exposition;

/// <summary>A sample line read in full. Spans point into the page and are invalid after the handler returns.</summary>
internal ref struct SampleLine
{
    /// <summary>Name and labels as written, closing brace included: the identity of the series within one target.</summary>
    public ReadOnlySpan<byte> Series;

    /// <summary>The sample's name, without quotes; escaped where <see cref="NameIsEscaped"/>.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>Whether the name was quoted and holds backslashes; see <see cref="Escapes.Decode"/>.</summary>
    public bool NameIsEscaped;

    /// <summary>What is between the braces, a quoted name included; read it with <see cref="LabelEnumerator"/>.</summary>
    public ReadOnlySpan<byte> Labels;

    /// <summary>Value, timestamp, exemplar, line number.</summary>
    public SamplePoint Point;
}
