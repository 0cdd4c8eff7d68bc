namespace Telemetry.Hosting.MetricsPage;

/// <summary>How a value changes the series that it is recorded to.</summary>
public enum MetricKind
{
    /// <summary>A counter; the value is added.</summary>
    Counter,

    /// <summary>A counter; the value is the total so far.</summary>
    CounterTotal,

    /// <summary>A gauge; the value, possibly negative, is added.</summary>
    GaugeChange,

    /// <summary>A gauge; the value replaces the one before.</summary>
    Gauge,

    /// <summary>A histogram; the value is one observation.</summary>
    Histogram,
}
