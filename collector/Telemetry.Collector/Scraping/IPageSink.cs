namespace Telemetry.Collector.Scraping;

/// <summary>Where scraped pages go: into the pipeline, or into a recording.</summary>
internal interface IPageSink
{
    /// <summary>Takes one page, and says how reading it went. Called for many targets at once, for one target never concurrently.</summary>
    ValueTask<PageVerdict> AcceptAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken);

    /// <summary>Ends a target: what is remembered of it is given up, unless it goes on with other settings. It may begin again later.</summary>
    ValueTask EndAsync(ScrapeTarget target, TargetEnd end, CancellationToken cancellationToken);
}
