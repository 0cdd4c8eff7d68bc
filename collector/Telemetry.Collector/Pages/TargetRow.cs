using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;

namespace Telemetry.Collector.Pages;

/// <summary>One target as the pages show it.</summary>
/// <param name="Target">The target.</param>
/// <param name="Health">How it does.</param>
/// <param name="Last">Its last scrape; null where there was none here.</param>
/// <param name="Pooled">What scrapes it; null where nothing does.</param>
/// <param name="Reason">Why it fails, or is not scraped: one of a closed set; empty where neither is so.</param>
/// <param name="Detail">The same for people.</param>
/// <param name="Cure">What can be done; empty where the detail says it.</param>
internal sealed record TargetRow(
    ScrapeTarget Target, TargetHealth Health, LastScrape? Last, PooledTarget? Pooled, string Reason, string Detail, string Cure)
{
    /// <summary>All targets of a pool, by identity, those that are scraped first.</summary>
    public static IEnumerable<TargetRow> Of(PoolView view) => view.Active.Select(Of).Concat(view.Dropped.Select(Of));

    private static TargetRow Of(PooledTarget pooled)
    {
        var last = pooled.Last;
        var failure = last?.Verdict.Failure ?? ScrapeFailure.None;
        var health = last is null ? TargetHealth.Unknown
            : failure == ScrapeFailure.None || (failure.IsPartial() && last.Verdict.Samples > 0) ? TargetHealth.Up
            : TargetHealth.Down;
        return new TargetRow(
            pooled.Target, health, last, pooled, failure == ScrapeFailure.None ? "" : failure.Name(), last?.Verdict.Detail ?? "", ScrapeCures.Of(failure));
    }

    private static TargetRow Of(DroppedTarget dropped) =>
        new(dropped.Target, TargetHealth.Dropped, Last: null, Pooled: null, dropped.Reason.Name(), dropped.Detail, Cure: "");
}
