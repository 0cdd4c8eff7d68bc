using Microsoft.Extensions.Logging;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>Makes what scrapes a target, and shares among all targets what they have in common.</summary>
internal sealed class PooledTargetFactory(
    ScrapeConnections connections, IPageSink sink, TargetEvents events, CurrentOptions options, CollectorMetrics metrics, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    // Pages are read by as many at a time as there are processors: more would only hold more memory. A slow target holds none of it.
    private readonly SemaphoreSlim _reading = new(Environment.ProcessorCount);

    /// <summary>Makes one; nothing runs yet.</summary>
    public PooledTarget Create(ScrapeTarget target)
    {
        var logger = loggers.CreateLogger<TargetScraper>();
        var connection = connections.Open(target);
        var scraper = new TargetScraper(target, new ScrapeClient(connection.Http), sink, _reading, metrics, time, logger);
        var keeper = new PaceKeeper(target, events, () => options.Value.Collector.Adaptive, metrics, time, loggers.CreateLogger<PaceKeeper>());
        return new PooledTarget(target, connection, scraper, keeper);
    }

    /// <summary>Begins its scrapes.</summary>
    public void Start(PooledTarget target, Action<Exception> failed) =>
        target.Start(new ScrapeLoop(target.Keeper, target.Scraper, metrics, time), failed);

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();
}
