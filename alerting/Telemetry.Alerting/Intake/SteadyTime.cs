namespace Telemetry.Alerting.Intake;

/// <summary>
/// The time of alerting's decisions: the wall clock's, without its steps. A clock that is set an hour ahead must not end every alert that
/// nobody repeated within it, and one that is set back must not hold every message for an hour. Between its readings it goes on with a
/// monotonic clock; small corrections are followed at once but never backwards, a step only when it has lasted for
/// <see cref="BelievedAfter"/>: then the clock was wrong before. Safe for concurrent use.
/// </summary>
internal sealed class SteadyTime : TimeProvider
{
    /// <summary>A larger difference is a step.</summary>
    public static readonly TimeSpan LargestCorrection = TimeSpan.FromSeconds(5);

    /// <summary>A step that lasts as long is taken over.</summary>
    public static readonly TimeSpan BelievedAfter = TimeSpan.FromHours(2);

    private readonly TimeProvider _inner;
    private readonly Lock _lock = new();
    private readonly AlertingMetrics _metrics;
    private DateTimeOffset _anchor;
    private long _anchored;
    private DateTimeOffset _newest;
    private long? _stepped;

    public SteadyTime(TimeProvider inner, AlertingMetrics metrics)
    {
        _inner = inner;
        _metrics = metrics;
        _anchor = _newest = inner.GetUtcNow();
        _anchored = inner.GetTimestamp();
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => _inner.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => _inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _inner.CreateTimer(callback, state, dueTime, period);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var steady = _anchor + _inner.GetElapsedTime(_anchored);
            var wall = _inner.GetUtcNow();
            if (IsStep(wall - steady))
            {
                _stepped ??= Stepped();
                if (_inner.GetElapsedTime(_stepped.Value) < BelievedAfter) return _newest = Later(steady);
            }

            _stepped = null;
            _anchor = wall;
            _anchored = _inner.GetTimestamp();
            return _newest = IsStep(wall - _newest) ? wall : Later(wall);
        }
    }

    private static bool IsStep(TimeSpan difference) => difference.Duration() > LargestCorrection;

    private DateTimeOffset Later(DateTimeOffset time) => time > _newest ? time : _newest;

    private long Stepped()
    {
        _metrics.ClockStepped();
        return _inner.GetTimestamp();
    }
}
