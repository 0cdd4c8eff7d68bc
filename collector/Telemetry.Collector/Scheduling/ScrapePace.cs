namespace Telemetry.Collector.Scheduling;

/// <summary>How often a target is scraped, as against its configured interval.</summary>
internal enum ScrapePace
{
    /// <summary>At its interval.</summary>
    Configured,

    /// <summary>At a whole fraction of it, not below a second: something is happening.</summary>
    Fast,

    /// <summary>At twice its interval: it costs too much.</summary>
    Slow,
}
