using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>A target while it is scraped: its loop, its pace, and how it does.</summary>
internal sealed class PooledTarget(
    ScrapeTarget target, ScrapeConnection connection, TargetScraper scraper, PaceKeeper keeper) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public ScrapeTarget Target => target;

    public TargetScraper Scraper => scraper;

    public PaceKeeper Keeper => keeper;

    /// <summary>What the last scrape gave; null before the first.</summary>
    public LastScrape? Last => scraper.Last;

    /// <summary>Since when another shard owns it; null while it is ours.</summary>
    public DateTimeOffset? LostAt { get; set; }

    /// <summary>Begins the loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="failed">Told what ended it, unless it was stopped.</param>
    public void Start(ScrapeLoop loop, Action<Exception> failed) => _loop = RunAsync(loop, failed, _stop.Token);

    /// <summary>Stops the loop and waits for its end. A scrape under way is given up.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        _stop.Dispose();
    }

    private static async Task RunAsync(ScrapeLoop loop, Action<Exception> failed, CancellationToken stop)
    {
        try
        {
            await loop.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception unexpected)
        {
            // Nobody awaits a loop before its end: the pool ends with this, and the host says so.
            failed(unexpected);
        }
    }
}
