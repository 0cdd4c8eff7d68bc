using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// Lets messages through to a receiver: so many at once, so many a minute (token bucket), none while it asked to be left alone; the
/// most urgent first. Those who wait are bounded by the rows that there are. Safe for concurrent use.
/// </summary>
internal sealed class SendGate : IDisposable
{
    /// <summary>Attempts under way at once.</summary>
    public const int MaxConcurrent = 8;

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly SendLimit? _limit;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, (SendPriority, long)> _waiting = new();
    private long _arrivals;
    private int _underWay;
    private double _tokens;
    private TimeSpan _refilled;
    private TimeSpan _pausedUntil;
    private int _throttles;

    public SendGate(SendLimit? limit, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _limit = limit;
        _tokens = limit?.Burst ?? 0;
        _timer = time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Counted from a monotonic clock: a step of the wall clock must not hold pages back.
    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Waits until an attempt may begin; every success is followed by one <see cref="Leave"/>.</summary>
    public async ValueTask EnterAsync(SendPriority priority, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _waiting.Enqueue(turn, (priority, _arrivals++));
        Admit();
        await using var cancelled = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn).ConfigureAwait(false);
        await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Ends an attempt and says how it went; null where it was broken off.</summary>
    public void Leave(DeliveryResult? result)
    {
        lock (_lock)
        {
            _underWay--;
            if (result?.Outcome == DeliveryOutcome.Throttled) Pause(result.Value.RetryAfter);
            else if (result?.Outcome == DeliveryOutcome.Accepted) _throttles = 0;
        }

        Admit();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    // Attempts that were under way together are throttled together; that counts once.
    private void Pause(TimeSpan? asked)
    {
        var now = Now;
        if (_pausedUntil > now && asked is null) return;
        if (_pausedUntil <= now) _throttles++;
        var until = now + (asked ?? RetryDelays.AfterThrottle(_throttles));
        if (until > _pausedUntil) _pausedUntil = until;
    }

    private void Admit()
    {
        lock (_lock)
        {
            var now = Now;
            while (_underWay < MaxConcurrent && _waiting.Count > 0)
            {
                if (TimeToWait(now) is { } delay)
                {
                    _timer.Change(delay, Timeout.InfiniteTimeSpan);
                    return;
                }

                if (!_waiting.Dequeue().TrySetResult()) continue;
                _underWay++;
                if (_limit is not null) _tokens--;
            }
        }
    }

    private TimeSpan? TimeToWait(TimeSpan now)
    {
        if (_pausedUntil > now) return _pausedUntil - now;
        if (_limit is null) return null;
        _tokens = Math.Min(_limit.Burst, _tokens + ((now - _refilled).TotalMinutes * _limit.PerMinute));
        _refilled = now;
        if (_tokens >= 1) return null;

        // A timer counts whole milliseconds; rounding down would wake it just too early.
        return TimeSpan.FromMilliseconds(Math.Ceiling((1 - _tokens) / _limit.PerMinute * 60_000));
    }
}
