using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Sharding;
using Telemetry.Contracts;

namespace Telemetry.Collector.Targets;

/// <summary>
/// Keeps a loop for every target that is ours, and no other. Whenever a source's set, the shards or the settings change, what is equal goes
/// on untouched; what has gone or changed is stopped, what is new is started.
/// </summary>
internal sealed partial class ScrapePool : BackgroundService
{
    private readonly TargetSources _sources;
    private readonly IShardOwnership _shards;
    private readonly PooledTargetFactory _factory;
    private readonly IPageSink _sink;
    private readonly CollectorMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ScrapePool> _logger;
    private readonly Dictionary<TargetId, PooledTarget> _running = [];
    private readonly SemaphoreSlim _changed = new(1);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<(TargetId, TargetDrop)> _reported = [];
    private readonly CurrentOptions _options;
    private readonly TargetEvents _events;
    private volatile PoolView _view = PoolView.Empty;

    public ScrapePool(
        CurrentOptions options, IEnumerable<ITargetSourceFactory> factories, IShardOwnership shards, PooledTargetFactory factory, TargetEvents events,
        IPageSink sink, CollectorMetrics metrics, TimeProvider time, ILogger<ScrapePool> logger)
    {
        _options = options;
        _sources = new TargetSources(factories);
        _shards = shards;
        _factory = factory;
        _events = events;
        _sink = sink;
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    /// <summary>What is scraped and what is not, as of the last change.</summary>
    public PoolView View => _view;

    /// <summary>Takes other settings; they hold with the next change, which this brings about.</summary>
    public void Apply(CollectorOptions options)
    {
        _options.Value = options;
        Wake();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _sources.Dispose();
        _changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _shards.Changed += OnSharesChanged;
        _events.Began += OnEventBegan;
        CollectorOptions? applied = null;
        try
        {
            while (true)
            {
                await WaitAsync(stoppingToken);
                var options = _options.Value;
                if (options != applied) _sources.Apply(options, source => _ = RunAsync(source));
                applied = options;
                await ReconcileAsync(options, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped. The targets' series go on with the next start, so nothing is said to have ended.
        }
        finally
        {
            _events.Began -= OnEventBegan;
            _shards.Changed -= OnSharesChanged;
            _sources.Dispose();
            await Task.WhenAll(_running.Values.Select(running => running.StopAsync()));
            foreach (var running in _running.Values) running.Dispose();
        }
    }

    private void OnEventBegan(object? sender, TargetEventArgs began) => _view.Find(began.Target)?.Keeper.Look();

    private void OnSharesChanged(object? sender, EventArgs args) => Wake();

    private void Wake()
    {
        lock (_changed)
        {
            if (_changed.CurrentCount == 0) _changed.Release();
        }
    }

    /// <summary>Waits for a change, for the end of a handover, or for a loop or source that fails, whose exception it throws.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = _changed.WaitAsync(over.Token);
        var first = await Task.WhenAny(changed, Task.Delay(UntilHandedOver(), _time, over.Token), _failed.Task);
        await over.CancelAsync();
        await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        await first;
    }

    private TimeSpan UntilHandedOver()
    {
        if (_running.Values.Min(target => target.LostAt) is not { } lostAt) return Timeout.InfiniteTimeSpan;
        var wait = lostAt + _options.Value.Collector.ShardHandover - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private async Task ReconcileAsync(CollectorOptions options, CancellationToken cancellationToken)
    {
        var merged = TargetMerge.Merge(_sources.Sets, _shards, options.Collector.MaxTargets);
        var now = _time.GetUtcNow();
        var ending = _running.Values.Select(running => (Running: running, End: EndOf(running, merged, options.Collector.ShardHandover, now)))
            .Where(pair => pair.End is not null).ToList();
        await Task.WhenAll(ending.Select(pair => pair.Running.StopAsync()));
        foreach (var (running, end) in ending)
        {
            _running.Remove(running.Target.Id);
            running.Dispose();
            await _sink.EndAsync(running.Target, end!.Value, cancellationToken);
        }
        foreach (var id in merged.Owned)
        {
            if (_running.ContainsKey(id)) continue;
            var started = _running[id] = _factory.Create(merged.Known[id]);
            _factory.Start(started, failure => _failed.TrySetException(failure));
        }
        Report(merged, options);
    }

    private static TargetEnd? EndOf(PooledTarget running, MergedTargets merged, TimeSpan handover, DateTimeOffset now)
    {
        var id = running.Target.Id;
        if (!merged.Known.TryGetValue(id, out var target)) return TargetEnd.Gone;
        running.LostAt = merged.Owned.Contains(id) ? null : running.LostAt ?? now;
        if (now - running.LostAt >= handover) return TargetEnd.HandedOver;
        if (target == running.Target) return null;
        return running.LostAt is null ? TargetEnd.Changed : TargetEnd.HandedOver;
    }

    private async Task RunAsync(WatchedSource source)
    {
        try
        {
            await source.RunAsync(Wake);
        }
        catch (Exception unexpected)
        {
            _failed.TrySetException(unexpected);
        }
    }

    private void Report(MergedTargets merged, CollectorOptions options)
    {
        // What is kept over a handover is scraped here.
        var left = merged.Dropped.Where(dropped => dropped.Reason == TargetDrop.Double || !_running.ContainsKey(dropped.Target.Id)).ToList();
        var view = new PoolView([.. _running.Values.OrderBy(running => running.Target.Id)], left, _shards.Share);
        if (view.Active.Count != _view.Active.Count) Log.Scraping(_logger, view.Active.Count, options.Cluster);
        _view = view;
        _metrics.Targets(view);
        _reported.IntersectWith(left.Select(dropped => (dropped.Target.Id, dropped.Reason)));
        foreach (var dropped in left.Where(dropped => dropped.Reason != TargetDrop.OtherShard && _reported.Add((dropped.Target.Id, dropped.Reason))))
        {
            var id = dropped.Target.Id;
            Log.Dropped(_logger, id.Job, id.Instance, dropped.Target.Url, dropped.Reason.Name(), dropped.Detail);
        }
    }
}
