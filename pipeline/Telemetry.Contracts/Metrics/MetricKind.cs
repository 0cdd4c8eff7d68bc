namespace Telemetry.Contracts.Metrics;

/// <summary>Which of OTLP's data kinds a metric has.</summary>
public enum MetricKind
{
    /// <summary>None, or one that was invented after this program.</summary>
    Unknown = 0,

    /// <summary>A value that goes up and down; also what exposition formats call untyped.</summary>
    Gauge = 1,

    /// <summary>A sum; a Prometheus counter when it is cumulative and monotonic.</summary>
    Sum = 2,

    /// <summary>A histogram with explicit bounds.</summary>
    Histogram = 3,

    /// <summary>A histogram whose bounds are the powers of a base, itself given by its scale.</summary>
    ExponentialHistogram = 4,

    /// <summary>A summary: reported, its points are not read.</summary>
    Summary = 5,
}

/// <summary>What the points of a sum or histogram count.</summary>
public enum Temporality
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>What was added since the point before.</summary>
    Delta = 1,

    /// <summary>What was added since the start time.</summary>
    Cumulative = 2,
}
