using System.Threading.Channels;

namespace Telemetry.Kubernetes.Watching;

/// <summary>
/// One reflector and everybody who listens to it. Each listener has a queue of <see cref="QueueEvents"/> events; the reflector waits
/// for a full one, so that nothing is lost, and the API server ends a watch that waits too long. Safe for concurrent use.
/// </summary>
internal sealed class SharedWatch(KubernetesMetrics metrics) : IDisposable
{
    /// <summary>Events that wait for one listener.</summary>
    internal const int QueueEvents = 1024;

    private readonly Lock _lock = new();
    private readonly List<Listener> _listeners = [];
    private CancellationTokenSource _join = new();

    /// <summary>How many listen.</summary>
    public int Listeners
    {
        get { lock (_lock) return _listeners.Count; }
    }

    /// <summary>Cancelled when somebody joins who needs the state from its beginning; a new one after each that was.</summary>
    public CancellationToken Joined()
    {
        lock (_lock)
        {
            // The one before is not disposed: whoever joins cancels it outside the lock.
            if (_join.IsCancellationRequested) _join = new CancellationTokenSource();
            return _join.Token;
        }
    }

    /// <summary>Begins to listen; the first event is a <see cref="ResourceChange.Replaced"/>.</summary>
    public Listener Join()
    {
        var listener = new Listener();
        CancellationTokenSource join;
        lock (_lock)
        {
            _listeners.Add(listener);
            join = _join;
        }
        join.Cancel();
        return listener;
    }

    /// <summary>Ends listening.</summary>
    public void Leave(Listener listener)
    {
        lock (_lock) _listeners.Remove(listener);
        listener.Queue.Writer.TryComplete();
    }

    /// <summary>Hands an event to everybody.</summary>
    public async ValueTask EmitAsync(ResourceEvent told)
    {
        metrics.Told(told);
        foreach (var listener in Hearing(told.Change))
        {
            if (listener.Queue.Writer.TryWrite(told)) continue;
            metrics.Full();
            // A listener that leaves meanwhile is no longer to be told.
            while (await listener.Queue.Writer.WaitToWriteAsync() && !listener.Queue.Writer.TryWrite(told)) { }
        }
    }

    /// <summary>The reflector ended: everybody ends with it, in the same way.</summary>
    public void Complete(Exception? failure)
    {
        lock (_lock) _listeners.ForEach(listener => listener.Queue.Writer.TryComplete(failure));
    }

    /// <inheritdoc/>
    public void Dispose() => _join.Dispose();

    // Who joined since the last list began hears nothing before the next one begins.
    private List<Listener> Hearing(ResourceChange change)
    {
        lock (_lock)
        {
            if (change == ResourceChange.Replaced) _listeners.ForEach(listener => listener.IsHearing = true);
            return _listeners.FindAll(listener => listener.IsHearing);
        }
    }

    /// <summary>A consumer's queue.</summary>
    internal sealed class Listener
    {
        public Channel<ResourceEvent> Queue { get; } =
            Channel.CreateBounded<ResourceEvent>(new BoundedChannelOptions(QueueEvents) { SingleReader = true, SingleWriter = true });

        public bool IsHearing { get; set; }
    }
}
