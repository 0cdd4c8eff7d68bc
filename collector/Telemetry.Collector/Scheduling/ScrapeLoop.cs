using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// Scrapes one target in every slot of its pace until cancelled. The first scrape comes within <see cref="FirstRound"/>, at a moment that
/// its identity gives, and serves the slot that is running then. Slots that pass during a scrape are counted.
/// </summary>
internal sealed class ScrapeLoop(SlotGrid grid, TargetPace pace, TargetScraper scraper, CollectorMetrics metrics, TimeProvider time)
{
    /// <summary>The first scrapes of all targets are spread over this, or over the interval where that is shorter.</summary>
    public static readonly TimeSpan FirstRound = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var slot = await FirstAsync(cancellationToken);
        while (true)
        {
            await scraper.RunOnceAsync(slot, cancellationToken);
            if (grid.Missed(slot, time.GetUtcNow(), pace.Pace) is > 0 and var missed) metrics.Missed(missed);
            slot = await NextAsync(slot, cancellationToken);
        }
    }

    private async Task<long> FirstAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var interval = grid.IntervalOf(ScrapePace.Configured);
        var spread = grid.Phase * (interval < FirstRound ? interval : FirstRound);
        var next = grid.After(grid.At(now, ScrapePace.Configured), ScrapePace.Configured);
        var wait = grid.MomentOf(next) - now;
        await Task.Delay(wait < spread ? wait : spread, time, cancellationToken);
        return wait < spread ? next : grid.At(time.GetUtcNow(), ScrapePace.Configured);
    }

    private async Task<long> NextAsync(long served, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = pace.Changed;
            var now = time.GetUtcNow();
            // Behind the slot just served even where the timer fired early.
            var next = grid.After(Math.Max(grid.At(now, pace.Pace), served), pace.Pace);
            if (await DelayAsync(grid.MomentOf(next) - now, changed, cancellationToken)) return next;
        }
    }

    /// <summary>Waits; false where <paramref name="changed"/> completed before.</summary>
    private async Task<bool> DelayAsync(TimeSpan wait, Task changed, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(wait, time, over.Token);
        var first = await Task.WhenAny(delay, changed);
        cancellationToken.ThrowIfCancellationRequested();
        await over.CancelAsync();
        return first == delay;
    }
}
