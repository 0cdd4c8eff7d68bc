namespace Telemetry.Contracts.Metrics;

/// <summary>The metric that the points being read belong to. Spans point into the record.</summary>
public readonly ref struct MetricView
{
    internal MetricView(ReadOnlySpan<byte> name, ReadOnlySpan<byte> unit, MetricKind kind, Temporality temporality, bool isMonotonic)
    {
        Name = name;
        Unit = unit;
        Kind = kind;
        Temporality = temporality;
        IsMonotonic = isMonotonic;
    }

    /// <summary>Name, UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>Unit, UTF-8; mostly empty.</summary>
    public ReadOnlySpan<byte> Unit { get; }

    /// <summary>Kind of its data.</summary>
    public MetricKind Kind { get; }

    /// <summary>Meaning of its sums and counts; unspecified for a gauge.</summary>
    public Temporality Temporality { get; }

    /// <summary>Whether a sum never falls but by a reset.</summary>
    public bool IsMonotonic { get; }

    /// <summary>Whether it is what Prometheus calls a counter.</summary>
    public bool IsCounter => Kind == MetricKind.Sum && IsMonotonic && Temporality == Temporality.Cumulative;

    /// <summary>Whether it is a histogram that counts from its start time on, as Prometheus's do.</summary>
    public bool IsCumulativeHistogram => Kind == MetricKind.Histogram && Temporality == Temporality.Cumulative;
}
