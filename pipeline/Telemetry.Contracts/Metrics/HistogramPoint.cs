namespace Telemetry.Contracts.Metrics;

/// <summary>One histogram with explicit bounds. Spans point into the record (rarely: into a copy) and are as valid as it.</summary>
public readonly ref struct HistogramPoint
{
    internal HistogramPoint(AttributeList attributes, long timeMs, long startTimeMs, ulong count, double sum,
        ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> bucketCounts, bool isStale)
    {
        Attributes = attributes;
        TimeMs = timeMs;
        StartTimeMs = startTimeMs;
        Count = count;
        Sum = sum;
        Bounds = bounds;
        BucketCounts = bucketCounts;
        IsStale = isStale;
    }

    /// <summary>Labels of the series.</summary>
    public AttributeList Attributes { get; }

    /// <summary>Time of the value, Unix milliseconds.</summary>
    public long TimeMs { get; }

    /// <summary>When it began at zero, Unix milliseconds; 0 where unknown.</summary>
    public long StartTimeMs { get; }

    /// <summary>Number of observations.</summary>
    public ulong Count { get; }

    /// <summary>Sum of the observations; NaN where the record has none.</summary>
    public double Sum { get; }

    /// <summary>Inclusive upper bounds, ascending, without +Inf.</summary>
    public ReadOnlySpan<double> Bounds { get; }

    /// <summary>Count of each bucket alone: one more than <see cref="Bounds"/>; or none at all, when only count and sum are known.</summary>
    public ReadOnlySpan<ulong> BucketCounts { get; }

    /// <summary>True when the series is gone: there is no value.</summary>
    public bool IsStale { get; }
}
