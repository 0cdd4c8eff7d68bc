namespace Telemetry.Contracts.Metrics;

/// <summary>Which kind of point a set of attributes belongs to: OTLP gives them different field numbers.</summary>
public enum PointShape
{
    /// <summary>Gauges and sums.</summary>
    Number,

    /// <summary>Histograms with explicit bounds.</summary>
    Histogram,

    /// <summary>Exponential histograms.</summary>
    ExponentialHistogram,
}

/// <summary>
/// The labels of one series, encoded once, when the series is first seen, and copied into every point after that.
/// </summary>
public sealed class PointAttributes
{
    private readonly byte[] _encoded;

    internal PointAttributes(PointShape shape, ReadOnlySpan<byte> encoded)
    {
        Shape = shape;
        _encoded = encoded.ToArray();
    }

    /// <summary>A number without labels.</summary>
    public static PointAttributes NoneForNumber { get; } = new(PointShape.Number, default);

    /// <summary>A histogram without labels.</summary>
    public static PointAttributes NoneForHistogram { get; } = new(PointShape.Histogram, default);

    /// <summary>Which kind of point they go with.</summary>
    public PointShape Shape { get; }

    /// <summary>Their encoding: what a reader of the record sees as <see cref="AttributeList.Bytes"/>.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;
}
