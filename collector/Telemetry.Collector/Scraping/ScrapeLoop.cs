namespace Telemetry.Collector.Scraping;

/// <summary>Scrapes one target at every moment of its schedule until cancelled; moments that pass during a scrape are counted.</summary>
internal sealed class ScrapeLoop(ScrapeTarget target, TargetScraper scraper, CollectorMetrics metrics, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var schedule = new ScrapeSchedule(target);
        var due = schedule.NextAfter(time.GetUtcNow());
        while (true)
        {
            await DelayUntilAsync(due, cancellationToken);
            await scraper.RunOnceAsync(cancellationToken);
            // Behind the moment just served even where the timer fired early.
            var now = time.GetUtcNow();
            var next = schedule.NextAfter(now > due ? now : due);
            if (schedule.Between(due, next) is > 0 and var missed) metrics.Missed(missed);
            due = next;
        }
    }

    private async Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var wait = due - time.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
    }
}
