using System.Runtime.InteropServices;

namespace Telemetry.Collector.Publishing;

/// <summary>What writing a metric needs to know of the scrape it comes from.</summary>
/// <param name="Generation">Number of the page in the target's series table.</param>
/// <param name="TimeMs">When the scrape began, Unix milliseconds.</param>
/// <param name="IsWhole">Whether the page came whole: only then does absence mean that a series has ended.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScrapeMoment(uint Generation, long TimeMs, bool IsWhole);
