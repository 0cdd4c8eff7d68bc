namespace Telemetry.Contracts.Metrics;

/// <summary>One exponential histogram. Spans point into the record (rarely: into a copy) and are as valid as it.</summary>
public readonly ref struct ExponentialHistogramPoint
{
    /// <summary>Labels of the series.</summary>
    public required AttributeList Attributes { get; init; }

    /// <summary>Time of the value, Unix milliseconds.</summary>
    public required long TimeMs { get; init; }

    /// <summary>When it began at zero, Unix milliseconds; 0 where unknown.</summary>
    public required long StartTimeMs { get; init; }

    /// <summary>Number of observations.</summary>
    public required ulong Count { get; init; }

    /// <summary>Sum of the observations; NaN where the record has none.</summary>
    public required double Sum { get; init; }

    /// <summary>Resolution, −10 to 20: the base of the bounds is 2^(2^-scale).</summary>
    public required int Scale { get; init; }

    /// <summary>Observations around zero.</summary>
    public required ulong ZeroCount { get; init; }

    /// <summary>Half the width of the bucket around zero.</summary>
    public required double ZeroThreshold { get; init; }

    /// <summary>Buckets above zero.</summary>
    public required ExponentialBuckets Positive { get; init; }

    /// <summary>Buckets below zero, by the distance from it.</summary>
    public required ExponentialBuckets Negative { get; init; }

    /// <summary>True when the series is gone: there is no value.</summary>
    public required bool IsStale { get; init; }
}
