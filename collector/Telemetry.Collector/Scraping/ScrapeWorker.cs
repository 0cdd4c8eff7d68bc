using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Scraping;

/// <summary>Runs the loops of all targets of the settings.</summary>
internal sealed partial class ScrapeWorker(
    ScrapePlan plan, IPageSink sink, CollectorMetrics metrics, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var https = plan.Configs.Select(pair => (pair.Targets, Http: new ScrapeHttp(pair.Config))).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            var loops = https.SelectMany(pair => LoopsOf(pair.Targets, pair.Http)).Select(loop => loop.RunAsync(stop.Token)).ToList();
            Log.Started(loggers.CreateLogger<ScrapeWorker>(), loops.Count, plan.Cluster);
            await RunAsync(loops, stop);
        }
        finally
        {
            https.ForEach(pair => pair.Http.Dispose());
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

    private IEnumerable<ScrapeLoop> LoopsOf(IReadOnlyList<ScrapeTarget> targets, ScrapeHttp http)
    {
        var client = new ScrapeClient(http);
        foreach (var target in targets)
        {
            var scraper = new TargetScraper(target, client, sink, metrics, time, loggers.CreateLogger<TargetScraper>());
            yield return new ScrapeLoop(target, scraper, metrics, time);
        }
    }
}
