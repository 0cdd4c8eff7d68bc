using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Scraping;

/// <summary>Scrapes one target once: fetch, measure, hand on; a line in the log when its state changes.</summary>
internal sealed partial class TargetScraper(
    ScrapeTarget target, ScrapeClient client, IPageSink sink, CollectorMetrics metrics, TimeProvider time, ILogger<TargetScraper> logger)
{
    private ScrapeFailure? _last;
    private int _pageBytes;

    /// <summary>One scrape. Failures of the target are values; what the sink throws flies.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        using var buffer = new PageBuffer(target.BodyLimitBytes, _pageBytes);
        using var timeout = new CancellationTokenSource(target.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var span = CollectorTraces.StartScrape(target);
        var start = time.GetUtcNow();
        var from = time.GetTimestamp();
        var outcome = await client.FetchAsync(target, buffer, either.Token);
        cancellationToken.ThrowIfCancellationRequested();

        var duration = time.GetElapsedTime(from);
        var body = outcome.Failure == ScrapeFailure.None || outcome.Failure.IsPartial() ? buffer.Page : default;
        _pageBytes = body.Length;
        metrics.Scraped(outcome.Failure, duration, body.Length);
        span?.Finish(outcome, body.Length);
        Report(outcome);
        var page = new ScrapedPage(
            start.ToUnixTimeMilliseconds(), (long)duration.TotalMilliseconds, outcome.Status, outcome.Failure, outcome.ContentType, body)
        {
            CertificateExpiry = client.CertificateExpiry,
        };
        await sink.AcceptAsync(target, page, cancellationToken);
    }

    private void Report(FetchOutcome outcome)
    {
        if (outcome.Failure == _last) return;
        _last = outcome.Failure;
        var (job, instance, reason, cure) = (target.Id.Job, target.Id.Instance, outcome.Failure.Name(), ScrapeCures.Of(outcome.Failure));
        if (outcome.Failure == ScrapeFailure.None) Log.Answers(logger, job, instance, target.Url);
        else if (outcome.Failure.IsPartial()) Log.GivesAPart(logger, job, instance, target.Url, reason, outcome.Detail, cure);
        else Log.Fails(logger, job, instance, target.Url, reason, outcome.Detail, cure);
    }
}
