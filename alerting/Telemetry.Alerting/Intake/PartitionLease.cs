namespace Telemetry.Alerting.Intake;

/// <summary>
/// Whether a partition is still this process's: who is cut off from the group sends nothing and writes nothing, because another may have
/// taken over. Counted from a monotonic clock. Safe for concurrent use.
/// </summary>
internal sealed class PartitionLease(TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly long _start = time.GetTimestamp();
    private long _heldUntilTicks = long.MaxValue;

    /// <summary>Whether the partition is ours. So it is for ever where nobody ever says for how long.</summary>
    public bool IsHeld => time.GetElapsedTime(_start).Ticks < Volatile.Read(ref _heldUntilTicks);

    /// <summary>The partition is ours for so long from now.</summary>
    public void HoldFor(TimeSpan held) => Volatile.Write(ref _heldUntilTicks, (time.GetElapsedTime(_start) + held).Ticks);

    /// <summary>Waits until the partition is ours.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (!IsHeld) await Task.Delay(Look, time, cancellationToken);
    }
}
