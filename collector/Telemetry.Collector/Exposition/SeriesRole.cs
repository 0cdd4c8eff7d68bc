namespace Telemetry.Collector.Exposition;

/// <summary>What a series is within its family.</summary>
internal enum SeriesRole : byte
{
    /// <summary>The plain value: gauge, untyped, a counter without suffix, info, state.</summary>
    Value,

    /// <summary><c>_total</c> of an OpenMetrics counter.</summary>
    Total,

    /// <summary><c>_bucket</c>, its bound being <c>le</c>.</summary>
    Bucket,

    /// <summary><c>_sum</c> or <c>_gsum</c>.</summary>
    Sum,

    /// <summary><c>_count</c> or <c>_gcount</c>.</summary>
    Count,

    /// <summary>A quantile of a summary.</summary>
    Quantile,

    /// <summary><c>_created</c>: Unix seconds at which the metric was born.</summary>
    Created,

    /// <summary>A native histogram: the value is its count, the buckets are its metric's.</summary>
    Native,
}
