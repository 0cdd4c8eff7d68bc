namespace Telemetry.Transport.Embedded;

/// <summary>A group's place in a volatile stream. What it has processed is released at once; it has no memory beyond the process.</summary>
internal sealed class VolatileGroup(VolatileStream stream, long start) : StreamGroup
{
    private long _position = start;

    /// <summary>Offset of the first record that the group has not processed.</summary>
    public long Position => Volatile.Read(ref _position);

    protected override long StreamEnd => stream.End;

    public override ValueTask<StreamRecord?> TryReadAsync(CancellationToken cancellationToken) =>
        new(stream.TryRead(Position, out var record) ? record : null);

    public override void Advance(long next)
    {
        Volatile.Write(ref _position, next);
        stream.Release();
    }

    protected override ValueTask<long> MoveAsync(long? offset, CancellationToken cancellationToken)
    {
        Advance(stream.Clamp(offset ?? Position));
        return new(Position);
    }

    protected override ValueTask SaveAsync(long next, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
