using System.Runtime.InteropServices;

namespace Telemetry.Detector.Observing;

/// <summary>The head of one scrape: when it was, and whether it worked.</summary>
/// <param name="TimeMs">Event time: when it began, Unix milliseconds.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="IntervalMs">The target's interval; 0 where unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScrapeReading(long TimeMs, long DurationMs, long IntervalMs);
