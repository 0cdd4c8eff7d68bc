using System.Runtime.InteropServices;

namespace Telemetry.Detection.Detectors;

/// <summary>What a detector says about one scrape of its signal.</summary>
/// <param name="HasEvidence">False when nothing was observed: then nothing is said, and never "fast".</param>
/// <param name="Evidence">−log₁₀ of the calibrated probability under normal conditions; 0 where nothing is unusual.</param>
/// <param name="Magnitude">Deviation of the strongest scale in its own standard deviations; above 0 is worse.</param>
/// <param name="OnsetMs">Event time at which the drift began, Unix milliseconds; 0 where there is none.</param>
/// <param name="Value">Current value in the signal's unit (latency: p99 of the last half minute); NaN where it has none.</param>
/// <param name="Baseline">What is normal, in the same unit; NaN where unknown.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SignalScore(
    bool HasEvidence, double Evidence, double Magnitude, long OnsetMs, double Value, double Baseline)
{
    /// <summary>What most see of a latency: its p90, where native buckets tell it; else NaN.</summary>
    public double Typical { get; init; } = double.NaN;

    /// <summary>What is normal of <see cref="Typical"/>; NaN where unknown.</summary>
    public double TypicalBaseline { get; init; } = double.NaN;

    /// <summary>Evidence that something begins in this scrape: less than <see cref="Evidence"/> while what began earlier lasts.</summary>
    public double Beginning { get; init; } = Evidence;

    /// <summary>Nothing was observed.</summary>
    public static SignalScore Nothing { get; } = new(false, 0, 0, 0, double.NaN, double.NaN);
}

/// <summary>When a scrape was, as its detectors see it.</summary>
/// <param name="TimeMs">Event time, Unix milliseconds.</param>
/// <param name="Seconds">Event time since the scrape before; the exposure of its counts.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScrapeTime(long TimeMs, double Seconds)
{
    private const double MaxSeconds = 366 * 86_400.0;

    /// <summary>Event time since the scrape before, 0 to a year: what a clock that goes back or is not a number says counts as nothing.</summary>
    public double Seconds { get; } = Seconds > 0 ? Math.Min(Seconds, MaxSeconds) : 0;
}

/// <summary>What a scrape may do to a detector's learned state.</summary>
public enum Learning
{
    /// <summary>Learned as its own verdict allows: not while its drift is open.</summary>
    Allowed,

    /// <summary>The part is warming up: learned, and no drift is opened.</summary>
    Warming,

    /// <summary>The part has just restarted or a gap lies behind: nothing is learned and no evidence is gathered.</summary>
    Suspended,
}
