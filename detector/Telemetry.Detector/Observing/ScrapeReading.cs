using System.Runtime.InteropServices;

namespace Telemetry.Detector.Observing;

/// <summary>The head of one scrape: when it was, and whether it worked.</summary>
/// <param name="TimeMs">Event time: when it began, Unix milliseconds.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="IntervalMs">The target's interval; 0 where unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScrapeReading(long TimeMs, long DurationMs, long IntervalMs)
{
    /// <summary>Number of the moment that it was made for; 0 where it has none.</summary>
    public long Slot { get; init; }

    /// <summary>Whether it was made for the same moment as another: a collector that takes over, or one that was restarted, made it again.</summary>
    public bool IsSameSlotOrBefore(in ScrapeReading other) => Slot > 0 && other.Slot >= Slot && IntervalMs == other.IntervalMs;
}
