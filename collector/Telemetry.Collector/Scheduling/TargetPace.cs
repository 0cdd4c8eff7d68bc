namespace Telemetry.Collector.Scheduling;

/// <summary>A target's pace now, and why. Whoever waits for the next scrape is woken when it changes.</summary>
internal sealed class TargetPace
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The pace that holds.</summary>
    public ScrapePace Pace { get; private set; }

    /// <summary>Why, for people; empty at the configured pace without further reason.</summary>
    public string Why { get; private set; } = "";

    /// <summary>Completes when the pace changes.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock) return _changed.Task;
        }
    }

    /// <summary>Sets the pace; whether it is another one than before.</summary>
    public bool Set(ScrapePace pace, string why)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            Why = why;
            if (pace == Pace) return false;
            Pace = pace;
            (waiting, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        waiting.SetResult();
        return true;
    }
}
