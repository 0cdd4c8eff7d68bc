using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Telemetry.Kubernetes.Client;

namespace Telemetry.Kubernetes.Watching;

/// <summary>
/// The objects of a live cluster: one watch for each distinct query, however many ask; it ends with the last of them. Safe for
/// concurrent use.
/// </summary>
/// <param name="client">The API server.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">Waits and receipts.</param>
/// <param name="seed">Seed of the jitter; of each process's own, so that many do not come at once.</param>
/// <param name="loggers">Logs.</param>
public sealed class ResourceFeed(KubernetesClient client, KubernetesMetrics metrics, TimeProvider time, int seed, ILoggerFactory loggers) : IResourceFeed
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceQuery, Running> _running = [];
    private int _started;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync(ResourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (running, listener) = Join(query);
        try
        {
            await foreach (var told in listener.Queue.Reader.ReadAllAsync(cancellationToken)) yield return told;
        }
        finally
        {
            await LeaveAsync(query, running, listener);
        }
    }

    private (Running Running, SharedWatch.Listener Listener) Join(ResourceQuery query)
    {
        lock (_lock)
        {
            if (!_running.TryGetValue(query, out var running))
            {
                running = new Running(new SharedWatch(metrics));
                _running.Add(query, running);
            }
            var listener = running.Watch.Join();
            running.Task ??= Task.Run(() => RunAsync(query, running), CancellationToken.None);
            return (running, listener);
        }
    }

    private async Task RunAsync(ResourceQuery query, Running running)
    {
        var random = new Random(unchecked(seed + Interlocked.Increment(ref _started)));
        var reflector = new Reflector(query, client, metrics, time, random, loggers.CreateLogger<Reflector>());
        try
        {
            // Consumers that start together share the first list, and the queries of a process do not come in one burst.
            await Task.Delay(Gathering * (1 + random.NextDouble()), time, running.Stop.Token);
            await reflector.RunAsync(running.Watch.EmitAsync, running.Watch.Joined, running.Stop.Token);
        }
        catch (OperationCanceledException) when (running.Stop.IsCancellationRequested)
        {
            running.Watch.Complete(failure: null);
        }
        catch (Exception unexpected)
        {
            // Whoever listens hears of it and decides; here nobody would.
            running.Watch.Complete(unexpected);
        }
    }

    private async Task LeaveAsync(ResourceQuery query, Running running, SharedWatch.Listener listener)
    {
        lock (_lock)
        {
            running.Watch.Leave(listener);
            if (running.Watch.Listeners > 0) return;
            _running.Remove(query);
        }
        await running.Stop.CancelAsync();
        await running.Task!;
        metrics.Ended(query);
        running.Watch.Dispose();
        running.Stop.Dispose();
    }

    private sealed record Running(SharedWatch Watch)
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task? Task { get; set; }
    }
}
