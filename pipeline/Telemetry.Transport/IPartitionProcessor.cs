namespace Telemetry.Transport;

/// <summary>A role's work on one partition. Never called concurrently.</summary>
public interface IPartitionProcessor : IAsyncDisposable
{
    /// <summary>
    /// Restores state and says where to begin: the offset of the first record that the state does not include, or null for the
    /// group's committed position, else the earliest record. An offset that the stream does not hold means the earliest one it holds.
    /// </summary>
    ValueTask<long?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Processes one record. Whatever exception leaves it, cancellation included, the record counts as not processed and this processor
    /// gets no further checkpoint, since it may hold half of it.
    /// </summary>
    ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken);

    /// <summary>
    /// Makes everything durable that came of the records processed so far. When it returns, the transport commits the position
    /// behind the last processed record for the group. A crash before that shows the records again.
    /// </summary>
    ValueTask CheckpointAsync(CancellationToken cancellationToken);
}
