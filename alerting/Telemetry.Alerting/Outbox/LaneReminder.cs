using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// Keeps an alert alive at a receiver that forgets: tells it again while nothing new is to be told, and repeats the end for a while.
/// Does nothing for receivers that remember.
/// </summary>
internal sealed class LaneReminder(SendChannel channel, Courier courier, DeliveryServices services) : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _interrupted = new();
    private RowSubject? _newest;
    private bool _isStopped;

    /// <summary>Something new is to be told.</summary>
    public void Interrupt()
    {
        lock (_lock) _interrupted.Cancel();
    }

    /// <summary>What to speak from.</summary>
    public void Update(RowSubject newest)
    {
        lock (_lock) _newest = newest;
    }

    /// <summary>Nothing is to be told any more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
            _interrupted.Cancel();
        }
    }

    /// <summary>Reminds the receiver of what it accepted last until interrupted, or until the end was repeated long enough.</summary>
    /// <param name="accepted">What it accepted last; null where it accepted nothing.</param>
    /// <param name="isResumed">Whether it did so before this process knew: nobody knows how long ago, so it hears at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there is nothing more to remind of; false when interrupted.</returns>
    public async Task<bool> RunAsync(OutboxRow? accepted, bool isResumed, CancellationToken cancellationToken)
    {
        if (channel.Receiver.Refresh is not { } rule || accepted is null) return true;
        var isTrigger = accepted.Action == NotificationAction.Trigger;
        var wait = isResumed && isTrigger ? TimeSpan.Zero : rule.Interval;
        for (var repeated = wait; isTrigger || repeated <= rule.RepeatEndFor; repeated += rule.Interval)
        {
            if (await IsInterruptedWithinAsync(wait, cancellationToken)) return IsStopped;
            await courier.RemindAsync(channel, isTrigger ? Freshen(accepted) : accepted, cancellationToken);
            wait = rule.Interval;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _interrupted.Dispose();

    private bool IsStopped
    {
        get { lock (_lock) return _isStopped; }
    }

    private OutboxRow Freshen(OutboxRow accepted)
    {
        lock (_lock) return _newest is null ? accepted : accepted with { Subject = _newest };
    }

    private async Task<bool> IsInterruptedWithinAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        CancellationToken interrupted;
        lock (_lock) interrupted = _interrupted.Token;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interrupted, cancellationToken);
        try
        {
            await Task.Delay(wait, services.Time, either.Token);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Rearm();
            return true;
        }
    }

    private void Rearm()
    {
        lock (_lock)
        {
            if (_isStopped) return;
            _interrupted.Dispose();
            _interrupted = new CancellationTokenSource();
        }
    }
}
