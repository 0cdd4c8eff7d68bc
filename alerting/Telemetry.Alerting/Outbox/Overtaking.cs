using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// Tells a message on its way that a newer one of its lane has come. A newer trigger says everything that an older message would; an end
/// leaves a trigger that may have arrived to be finished first, so that the receiver gets both and in their order.
/// </summary>
internal sealed class Overtaking : IDisposable
{
    private readonly CancellationTokenSource _byAny = new();
    private readonly CancellationTokenSource _byTrigger = new();

    /// <summary>A newer message has come. Only its sender's lane calls this, under its lock.</summary>
    public void By(NotificationAction newer)
    {
        _byAny.Cancel();
        if (newer == NotificationAction.Trigger) _byTrigger.Cancel();
    }

    /// <summary>Cancelled when a row need not be sent any more.</summary>
    public CancellationToken Stops(OutboxRow row) =>
        row is { Action: NotificationAction.Trigger, MayHaveArrived: true } ? _byTrigger.Token : _byAny.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _byAny.Dispose();
        _byTrigger.Dispose();
    }
}
