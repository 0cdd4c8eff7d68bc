namespace Telemetry.Collector.Scraping;

/// <summary>Where scraped pages go: into the pipeline, or into a recording.</summary>
internal interface IPageSink
{
    /// <summary>Takes one page. Called for many targets at once, for one target never concurrently.</summary>
    ValueTask AcceptAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken);
}
