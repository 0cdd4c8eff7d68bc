namespace Telemetry.Transport.Consuming;

/// <summary>One processor on one partition: keeps what it has done since its last checkpoint, and never checkpoints a half-done record.</summary>
internal sealed class PartitionSession(
    StreamSubscription subscription, IPartitionProcessor processor, TransportMetrics metrics) : IAsyncDisposable
{
    private bool _interrupted;

    /// <summary>Records processed since the last checkpoint.</summary>
    public int Uncheckpointed { get; private set; }

    /// <summary>Position behind the last processed record; meaningful once one was processed.</summary>
    public long Next { get; private set; }

    /// <inheritdoc cref="IPartitionProcessor.OpenAsync"/>
    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => processor.OpenAsync(cancellationToken);

    public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        // Until the call has returned, the processor may hold half of the record: no checkpoint may then be taken of it.
        using var span = TransportTraces.StartProcessing(subscription, record);
        _interrupted = true;
        await processor.ProcessAsync(record, cancellationToken);
        _interrupted = false;
        Next = record.Offset + 1;
        Uncheckpointed++;
        metrics.Processed(subscription.Stream, subscription.Group);
    }

    /// <summary>Checkpoints what was processed, then commits its position. Nothing new, or a record half done: does nothing.</summary>
    public async ValueTask CheckpointAsync(Func<long, CancellationToken, ValueTask> commit, CancellationToken cancellationToken)
    {
        if (_interrupted || Uncheckpointed == 0) return;
        await processor.CheckpointAsync(cancellationToken);
        await commit(Next, cancellationToken);
        Uncheckpointed = 0;
        metrics.Checkpointed(subscription.Stream, subscription.Group);
    }

    /// <inheritdoc cref="IPartitionOwner.OnCaughtUp"/>
    public void CaughtUp() => (processor as IPartitionOwner)?.OnCaughtUp();

    /// <inheritdoc cref="IPartitionOwner.OnHeldFor"/>
    public void HeldFor(TimeSpan time) => (processor as IPartitionOwner)?.OnHeldFor(time);

    public ValueTask DisposeAsync() => processor.DisposeAsync();
}
