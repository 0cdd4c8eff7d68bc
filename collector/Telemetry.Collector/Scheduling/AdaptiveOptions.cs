using System.ComponentModel.DataAnnotations;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// When a target is scraped faster or slower than its interval says. Faster ends at a second, slower at twice the interval; where both
/// apply, the interval itself holds.
/// </summary>
public sealed class AdaptiveOptions
{
    /// <summary>Evidence above which a signal counts as an event: one in a million scrapes of a healthy signal shows as much.</summary>
    public const double DefaultEventScore = 6;

    /// <summary>How long a target is scraped faster after its last event where nothing is written.</summary>
    public static readonly TimeSpan DefaultFastFor = TimeSpan.FromMinutes(10);

    /// <summary>Share of one processor's time where nothing is written.</summary>
    public const double DefaultMaxCpuShare = 0.1;

    /// <summary>Bytes of pages a second where nothing is written.</summary>
    public const long DefaultMaxBytesPerSecond = 16 * 1024 * 1024;

    /// <summary>Whether the pace adapts at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Score in `telemetry.signals` (−log10 of the tail probability) above which a target is scraped faster.</summary>
    [Range(1, 300, ErrorMessage = "event_score must be between 1 and 300.")]
    public double EventScore { get; set; } = DefaultEventScore;

    /// <summary>How long it is scraped faster after its last such signal.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "fast_for must be between 1s and 1d.")]
    public TimeSpan FastFor { get; set; } = DefaultFastFor;

    /// <summary>Share of one processor that reading a target's pages may take; above it the target is scraped at twice its interval.</summary>
    [Range(0.001, 1, ErrorMessage = "max_cpu_share must be between 0.001 and 1.")]
    public double MaxCpuShare { get; set; } = DefaultMaxCpuShare;

    /// <summary>Bytes of a target's pages a second, after decompression; above it the target is scraped at twice its interval.</summary>
    [Range(1024, 1L << 40, ErrorMessage = "max_bytes_per_second must be between 1KB and 1TB.")]
    public long MaxBytesPerSecond { get; set; } = DefaultMaxBytesPerSecond;

    /// <summary>Scrapes without an answer in time, one after the other, after which a target is scraped at twice its interval.</summary>
    [Range(1, 1000, ErrorMessage = "max_timeouts must be between 1 and 1000.")]
    public int MaxTimeouts { get; set; } = 3;
}
