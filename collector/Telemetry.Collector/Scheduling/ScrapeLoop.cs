using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// Scrapes one target in every slot of its pace until cancelled. The first scrape comes within <see cref="FirstRound"/>, at a moment that
/// its identity gives, and serves the slot that is running then. Slots that pass during a scrape are counted.
/// </summary>
internal sealed class ScrapeLoop(PaceKeeper keeper, TargetScraper scraper, CollectorMetrics metrics, TimeProvider time)
{
    /// <summary>The first scrapes of all targets are spread over this, or over the interval where that is shorter.</summary>
    public static readonly TimeSpan FirstRound = TimeSpan.FromSeconds(5);

    private readonly SlotGrid _grid = keeper.Grid;
    private readonly TargetPace _pace = keeper.Pace;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var slot = await FirstAsync(cancellationToken);
        while (true)
        {
            await scraper.RunOnceAsync(slot, cancellationToken);
            keeper.Scraped(scraper.Last!);
            if (_grid.Missed(slot, time.GetUtcNow(), _pace.Pace) is > 0 and var missed) metrics.Missed(missed);
            slot = await NextAsync(slot, cancellationToken);
        }
    }

    private async Task<long> FirstAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var interval = _grid.IntervalOf(ScrapePace.Configured);
        var spread = _grid.Phase * (interval < FirstRound ? interval : FirstRound);
        var next = _grid.After(_grid.At(now, ScrapePace.Configured), ScrapePace.Configured);
        var wait = _grid.MomentOf(next) - now;
        await Task.Delay(wait < spread ? wait : spread, time, cancellationToken);
        return wait < spread ? next : _grid.At(time.GetUtcNow(), ScrapePace.Configured);
    }

    private async Task<long> NextAsync(long served, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _pace.Changed;
            var now = time.GetUtcNow();
            // Behind the slot just served even where the timer fired early.
            var next = _grid.After(Math.Max(_grid.At(now, _pace.Pace), served), _pace.Pace);
            if (await DelayAsync(_grid.MomentOf(next) - now, changed, cancellationToken)) return next;
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
