using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>A sample decoded for printing.</summary>
internal sealed record PrintedSample
{
    public required string Name { get; init; }

    /// <summary>The family's type, in the word of the page's format.</summary>
    public required string Type { get; init; }

    /// <summary>In the order of the page; <c>le</c> and <c>quantile</c> in canonical form.</summary>
    public required IReadOnlyList<Label> Labels { get; init; }

    public double Value { get; init; }

    /// <summary>Unix milliseconds of the line, or null.</summary>
    public long? TimestampMs { get; init; }

    /// <summary>Unix milliseconds of the metric's <c>_created</c> line, or null.</summary>
    public long? CreatedMs { get; set; }

    public PrintedExemplar? Exemplar { get; init; }

    /// <summary>The buckets of a native histogram, whose value is its count; else null.</summary>
    public PrintedNative? Native { get; init; }
}
