using Telemetry.Collector.Scraping;
using Telemetry.Contracts;

namespace Telemetry.Collector.Targets;

/// <summary>All targets of all sources, each identity once.</summary>
/// <param name="Known">Every target, whoever scrapes it.</param>
/// <param name="Owned">Those that this collector is to scrape.</param>
/// <param name="Dropped">The others, and doubles, with the reason.</param>
internal sealed record MergedTargets(
    IReadOnlyDictionary<TargetId, ScrapeTarget> Known, IReadOnlySet<TargetId> Owned, IReadOnlyList<DroppedTarget> Dropped);
