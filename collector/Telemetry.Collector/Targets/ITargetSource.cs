using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>Where targets come from. Gives the whole set, again whenever it changes.</summary>
internal interface ITargetSource
{
    /// <summary>
    /// Whole sets, the first as soon as it is known; a set replaces the one before. Ends with the token. A source that cannot reach its
    /// origin keeps the last set. What it throws ends the host.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<ScrapeTarget>> WatchAsync(CancellationToken cancellationToken);
}
