using Microsoft.Extensions.Logging;
using Telemetry.Collector.Scraping.Negotiation;

namespace Telemetry.Collector.Scraping;

/// <summary>Scrapes one target once: fetch, measure, hand on; a line in the log when its state changes.</summary>
/// <param name="target">The target.</param>
/// <param name="client">How it is reached.</param>
/// <param name="sink">Takes its pages.</param>
/// <param name="reading">Bounds the pages that are read at the same time; waiting for a target takes no place in it.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">For changes of state.</param>
internal sealed partial class TargetScraper(
    ScrapeTarget target, ScrapeClient client, IPageSink sink, SemaphoreSlim reading, CollectorMetrics metrics, TimeProvider time,
    ILogger<TargetScraper> logger)
{
    private readonly FormatChoice _format = new(target.Formats);
    private ScrapeFailure? _state;
    private volatile LastScrape? _last;

    /// <summary>What the last scrape gave; null before the first.</summary>
    public LastScrape? Last => _last;

    /// <summary>One scrape. Failures of the target are values; what the sink throws flies.</summary>
    public async Task RunOnceAsync(long slot, CancellationToken cancellationToken)
    {
        using var buffer = new PageBuffer(target.BodyLimitBytes, _last?.Bytes ?? 0);
        using var timeout = new CancellationTokenSource(target.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var span = CollectorTraces.StartScrape(target);
        var start = time.GetUtcNow();
        var from = time.GetTimestamp();
        var outcome = await client.FetchAsync(target, _format.Accept, buffer, either.Token);
        cancellationToken.ThrowIfCancellationRequested();

        var duration = time.GetElapsedTime(from);
        var body = outcome.Failure == ScrapeFailure.None || outcome.Failure.IsPartial() ? buffer.Page : default;
        metrics.Scraped(outcome.Failure, duration, body.Length);
        span?.Finish(outcome, body.Length);
        if (outcome.Failure == ScrapeFailure.None) _format.Observe(outcome.ContentType, body.Length);
        Report(outcome);
        var page = new ScrapedPage(
            start.ToUnixTimeMilliseconds(), (long)duration.TotalMilliseconds, outcome.Status, outcome.Failure, outcome.ContentType, body)
        {
            Slot = slot,
            CertificateExpiry = client.CertificateExpiry,
        };
        var (verdict, read) = await HandOnAsync(page, cancellationToken);
        if (outcome.Detail.Length > 0) verdict = verdict with { Detail = outcome.Detail };
        var failed = body.Length > 0 || outcome.Failure == ScrapeFailure.None ? 0 : (_last?.Failed ?? 0) + 1;
        _last = new LastScrape(start, duration, read, slot, body.Length, verdict, failed);
    }

    private async Task<(PageVerdict Verdict, TimeSpan Took)> HandOnAsync(ScrapedPage page, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var from = time.GetTimestamp();
            return (await sink.AcceptAsync(target, page, cancellationToken), time.GetElapsedTime(from));
        }
        finally
        {
            reading.Release();
        }
    }

    private void Report(FetchOutcome outcome)
    {
        if (outcome.Failure == _state) return;
        _state = outcome.Failure;
        var (job, instance, reason, cure) = (target.Id.Job, target.Id.Instance, outcome.Failure.Name(), ScrapeCures.Of(outcome.Failure));
        if (outcome.Failure == ScrapeFailure.None) Log.Answers(logger, job, instance, target.Url);
        else if (outcome.Failure.IsPartial()) Log.GivesAPart(logger, job, instance, target.Url, reason, outcome.Detail, cure);
        else Log.Fails(logger, job, instance, target.Url, reason, outcome.Detail, cure);
    }
}
