namespace Telemetry.Alerting.Outbox;

/// <summary>Counts what is to be sent, and carries a fault of the sending side to the worker. Safe for concurrent use.</summary>
internal sealed class DeliveryLedger(AlertingMetrics metrics) : IAlertDelivery
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _idle;
    private long _pending;
    private long _made;

    /// <inheritdoc/>
    public long Pending => Interlocked.Read(ref _pending);

    /// <summary>Messages that were committed for sending so far.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>Never completes, save with the exception that ended the sending of a row.</summary>
    public Task Fault => _fault.Task;

    /// <inheritdoc/>
    public Task WaitUntilSentAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_pending == 0) return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>A row was committed for sending.</summary>
    public void Enqueued(string kind)
    {
        metrics.Enqueued(kind);
        Interlocked.Increment(ref _made);
        Add(1);
    }

    /// <summary>A row of an earlier run is taken up again.</summary>
    public void Resumed(string kind)
    {
        metrics.Resumed(kind);
        Add(1);
    }

    /// <summary>A row is settled.</summary>
    public void Settled(string kind, RowStatus status)
    {
        metrics.Settled(kind, status);
        Add(-1);
    }

    /// <summary>A pending row is left to whoever takes the partition up next.</summary>
    public void Released(string kind)
    {
        metrics.Released(kind);
        Add(-1);
    }

    /// <summary>The sending of a row broke; the role cannot keep its promise and must end.</summary>
    public void Fail(Exception exception) => _fault.TrySetException(exception);

    private void Add(long rows)
    {
        lock (_lock)
        {
            _pending += rows;
            if (_pending > 0) return;
            _idle?.TrySetResult();
            _idle = null;
        }
    }
}
