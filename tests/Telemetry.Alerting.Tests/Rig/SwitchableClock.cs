namespace Telemetry.Alerting.Tests.Rig;

/// <summary>A wall clock that can be set wrong while the monotonic clock and the timers behind it go on.</summary>
internal sealed class SwitchableClock(TimeProvider inner) : TimeProvider
{
    private long _wrongByTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>Sets the clock wrong by so much.</summary>
    public void SetWrongBy(TimeSpan error) => Interlocked.Exchange(ref _wrongByTicks, error.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _wrongByTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
