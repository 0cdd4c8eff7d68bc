using Telemetry.Transport.Consuming;

namespace Telemetry.Transport.Embedded;

/// <summary>A consumer group's place in an embedded stream. One member at a time reads; the others wait for their turn.</summary>
internal abstract class StreamGroup
{
    private long _committed = -1;
    private int _checkpointRequested;

    /// <summary>Held by the member that reads.</summary>
    public SemaphoreSlim Membership { get; } = new(1, 1);

    /// <summary>Set when there may be something to read or to do.</summary>
    public WakeSignal Wake { get; } = new();

    /// <summary>Whether everything in the stream is processed and checkpointed by a member that is open.</summary>
    public bool IsCaughtUp => Volatile.Read(ref _committed) is >= 0 and var committed && committed >= StreamEnd;

    /// <summary>Offset that the stream's next record gets.</summary>
    protected abstract long StreamEnd { get; }

    /// <summary>Asks the reading member for a checkpoint as soon as it has read everything.</summary>
    public void RequestCheckpoint()
    {
        Interlocked.Exchange(ref _checkpointRequested, 1);
        Wake.Set();
    }

    public bool TakeCheckpointRequest() => Interlocked.Exchange(ref _checkpointRequested, 0) == 1;

    /// <summary>Moves to an offset; null, or one that the stream does not hold, as in <see cref="IPartitionProcessor.OpenAsync"/>.</summary>
    public async ValueTask SeekAsync(long? offset, CancellationToken cancellationToken) =>
        Volatile.Write(ref _committed, await MoveAsync(offset, cancellationToken));

    /// <summary>Records that a checkpoint includes everything before an offset.</summary>
    public async ValueTask CommitAsync(long next, CancellationToken cancellationToken)
    {
        await SaveAsync(next, cancellationToken);
        Volatile.Write(ref _committed, next);
    }

    /// <summary>The member has ended.</summary>
    public void Close() => Volatile.Write(ref _committed, -1);

    /// <summary>The next record, or null when there is none yet.</summary>
    public abstract ValueTask<StreamRecord?> TryReadAsync(CancellationToken cancellationToken);

    /// <summary>The record last read is processed; its memory may be reused.</summary>
    public abstract void Advance(long next);

    /// <summary>Moves the reading position and returns it.</summary>
    protected abstract ValueTask<long> MoveAsync(long? offset, CancellationToken cancellationToken);

    /// <summary>Keeps the group's position for the next member.</summary>
    protected abstract ValueTask SaveAsync(long next, CancellationToken cancellationToken);
}
