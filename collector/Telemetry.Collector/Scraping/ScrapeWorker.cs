using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Scraping;

/// <summary>Runs the loops of all targets of the settings.</summary>
internal sealed partial class ScrapeWorker(
    ScrapePlan plan, ScrapeConnections connections, IPageSink sink, CollectorMetrics metrics, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var open = plan.Targets.Select(target => (Target: target, Connection: connections.Open(target))).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            var loops = open.Select(pair => LoopOf(pair.Target, pair.Connection.Http).RunAsync(stop.Token)).ToList();
            Log.Started(loggers.CreateLogger<ScrapeWorker>(), loops.Count, plan.Cluster);
            await RunAsync(loops, stop);
        }
        finally
        {
            open.ForEach(pair => pair.Connection.Dispose());
        }
    }

    /// <summary>Ends when the worker is stopped, or with the failure of the first loop that fails: then the host stops and says so.</summary>
    private static async Task RunAsync(List<Task> loops, CancellationTokenSource stop)
    {
        if (loops.Count > 0) await Task.WhenAny(loops);
        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(loops);
        }
        catch (OperationCanceledException) when (loops.TrueForAll(loop => !loop.IsFaulted))
        {
            // Stopped.
        }
    }

    private ScrapeLoop LoopOf(ScrapeTarget target, ScrapeHttp http)
    {
        var scraper = new TargetScraper(target, new ScrapeClient(http), sink, metrics, time, loggers.CreateLogger<TargetScraper>());
        return new ScrapeLoop(target, scraper, metrics, time);
    }
}
