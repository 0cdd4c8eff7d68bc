using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>A target that is not scraped.</summary>
/// <param name="Target">The target.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Detail">The same for people, with the cure where there is one.</param>
internal sealed record DroppedTarget(ScrapeTarget Target, TargetDrop Reason, string Detail);
