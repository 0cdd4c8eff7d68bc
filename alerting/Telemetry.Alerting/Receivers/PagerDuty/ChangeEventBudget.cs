namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Change events that may go in a minute: they share PagerDuty's limit with the pages, which come first. Safe for concurrent use.</summary>
internal sealed class ChangeEventBudget(TimeProvider time)
{
    /// <summary>Most in a minute; over it they are left out.</summary>
    public const int PerMinute = 10;

    private readonly Lock _lock = new();
    private readonly Queue<long> _sent = new();

    /// <summary>Takes one from the budget; false where it is used up.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            while (_sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= TimeSpan.FromMinutes(1)) _sent.Dequeue();
            if (_sent.Count >= PerMinute) return false;
            _sent.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
