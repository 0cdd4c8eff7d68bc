namespace Telemetry.Transport.Consuming;

/// <summary>Says when the longest time between two checkpoints has passed.</summary>
internal sealed class CheckpointTimer : IAsyncDisposable
{
    /// <summary>Records after which an eager run that does not run dry is checkpointed nevertheless.</summary>
    private const int LongestRun = 1000;

    private readonly ITimer? _timer;
    private int _due;

    /// <summary>Begins to count; an interval of zero means whenever reading has run dry, and needs no timer.</summary>
    public CheckpointTimer(TimeProvider timeProvider, TimeSpan interval, Action wake)
    {
        IsEager = interval <= TimeSpan.Zero;
        if (IsEager) return;
        _timer = timeProvider.CreateTimer(
            _ =>
            {
                Interlocked.Exchange(ref _due, 1);
                wake();
            },
            null, interval, interval);
    }

    /// <summary>Whether every run of available records ends with a checkpoint.</summary>
    public bool IsEager { get; }

    /// <summary>Whether a checkpoint is due after a record; the time's coming is told once.</summary>
    /// <param name="uncheckpointed">Records processed since the last checkpoint.</param>
    public bool TakeDue(int uncheckpointed) =>
        Interlocked.Exchange(ref _due, 0) == 1 || (IsEager && uncheckpointed >= LongestRun);

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;
}
