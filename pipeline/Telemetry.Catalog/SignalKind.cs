namespace Telemetry.Catalog;

/// <summary>What a signal measures, and so how it is scored.</summary>
public enum SignalKind
{
    /// <summary>A histogram of durations, scored on its buckets.</summary>
    Latency,

    /// <summary>Events per second of counters.</summary>
    Rate,

    /// <summary>Share of bad events among all.</summary>
    Ratio,

    /// <summary>A level, summed over its series.</summary>
    Gauge,

    /// <summary>Used share of something finite.</summary>
    Saturation,

    /// <summary>1 while it is there, 0 while it is not.</summary>
    Availability,

    /// <summary>A histogram of something other than time; collected, not scored.</summary>
    Distribution,

    /// <summary>Always 1; its labels are what it says. Collected, not scored.</summary>
    Info,
}

/// <summary>What a signal may do to an incident.</summary>
public enum Evidence
{
    /// <summary>Its drift may open an incident.</summary>
    Drift,

    /// <summary>It only helps to explain an incident.</summary>
    Context,

    /// <summary>It is collected and forwarded; the detector does not score it.</summary>
    None,
}
