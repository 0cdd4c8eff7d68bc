namespace Telemetry.Alerting.Board;

/// <summary>How far this replica has read the commands back from the stream. Safe for concurrent use.</summary>
internal sealed class ReadThrough
{
    private long _ticks;

    /// <summary>Time of receipt of the newest command that was read.</summary>
    public DateTimeOffset At => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>A command was read.</summary>
    public void Move(DateTimeOffset at)
    {
        if (at.UtcTicks > Interlocked.Read(ref _ticks)) Interlocked.Exchange(ref _ticks, at.UtcTicks);
    }
}
