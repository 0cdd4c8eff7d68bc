using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Sharding;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.ClusterState;

/// <summary>
/// Watches the cluster and tells its state as one more target, while this collector owns it. A collector that loses it goes on for the
/// time of a handover, as with every target: doubles are recognised by their slot, and changes by their id.
/// </summary>
internal sealed partial class ClusterWorker(
    IResourceFeed? feed, CollectorOptions options, ClusterView view, ClusterChanges changes, ChangeMemory memory, IChangeOutlet outlet,
    IPageSink sink, IShardOwnership shards, TimeProvider time, ILogger<ClusterWorker> logger) : BackgroundService
{
    private readonly ScrapeTarget _target = ClusterTarget.Of(options.Cluster, options.Collector.ClusterState.Interval);

    /// <summary>Takes one event.</summary>
    public async ValueTask TakeAsync(ResourceEvent told, CancellationToken cancellationToken)
    {
        IReadOnlyList<Contracts.Changes.ChangeRecord> found;
        lock (changes)
        {
            view.Apply(told);
            found = changes.Apply(told);
        }

        if (found.Count > 0) await outlet.TellAsync(found, cancellationToken);
    }

    /// <summary>Tells the state as it is, once there is one.</summary>
    public async ValueTask WriteAsync(long slot, CancellationToken cancellationToken)
    {
        ScrapedPage page;
        lock (changes)
        {
            if (!view.IsReady) return;
            var began = time.GetTimestamp();
            page = ClusterTarget.PageOf(view, time.GetUtcNow().ToUnixTimeMilliseconds());
            page = page with { Slot = slot, DurationMs = (long)time.GetElapsedTime(began).TotalMilliseconds };
        }

        await sink.AcceptAsync(_target, page, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (feed is null || !options.Collector.ClusterState.Enabled) return;
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                await UntilAsync(() => shards.Owns(_target.Id), stoppingToken);
                // Whoever owned it meanwhile knows of changes that were told already.
                if (!isFirst) await memory.LoadAsync(stoppingToken);
                Log.Watching(logger, ClusterResources.All.Count);
                await OwnAsync(feed, stoppingToken);
                await memory.SaveAsync(stoppingToken);
                await sink.EndAsync(_target, TargetEnd.HandedOver, stoppingToken);
                Log.HandedOver(logger);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Watches and writes until another shard has owned the cluster for the time of a handover.</summary>
    private async Task OwnAsync(IResourceFeed source, CancellationToken cancellationToken)
    {
        using var tenure = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = ClusterResources.All.Select(pair => WatchAsync(source, pair.Value, tenure.Token)).Append(WritePagesAsync(tenure.Token)).ToList();
        var first = await Task.WhenAny([.. work, UntilLostAsync(tenure.Token)]);
        await tenure.CancelAsync();
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        await first;
    }

    private async Task WatchAsync(IResourceFeed source, ResourceQuery query, CancellationToken cancellationToken)
    {
        await foreach (var told in source.WatchAsync(query, cancellationToken)) await TakeAsync(told, cancellationToken);
        // A feed ends with its token only; one that gives out before leaves the kind as it was.
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    private async Task WritePagesAsync(CancellationToken cancellationToken)
    {
        var grid = new SlotGrid(_target);
        var slot = grid.At(time.GetUtcNow(), ScrapePace.Configured);
        while (true)
        {
            slot = grid.After(Math.Max(slot, grid.At(time.GetUtcNow(), ScrapePace.Configured)), ScrapePace.Configured);
            var wait = grid.MomentOf(slot) - time.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
            await WriteAsync(slot, cancellationToken);
        }
    }

    private async Task UntilLostAsync(CancellationToken cancellationToken)
    {
        do
        {
            await UntilAsync(() => !shards.Owns(_target.Id), cancellationToken);
            await Task.Delay(options.Collector.ShardHandover, time, cancellationToken);
        }
        while (shards.Owns(_target.Id));
    }

    private async Task UntilAsync(Func<bool> holds, CancellationToken cancellationToken)
    {
        using var changed = new SemaphoreSlim(0);
        void OnChanged(object? sender, EventArgs args) => changed.Release();
        shards.Changed += OnChanged;
        try
        {
            while (!holds()) await changed.WaitAsync(cancellationToken);
        }
        finally
        {
            shards.Changed -= OnChanged;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(154, LogLevel.Information, "Telling the state of the cluster from {Kinds} kinds of objects")]
        public static partial void Watching(ILogger logger, int kinds);

        [LoggerMessage(155, LogLevel.Information, "Another shard tells the state of the cluster by now")]
        public static partial void HandedOver(ILogger logger);
    }
}
