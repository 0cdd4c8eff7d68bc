namespace Telemetry.Alerting.Outbox;

/// <summary>How far the sending of messages is.</summary>
public interface IAlertDelivery
{
    /// <summary>Messages that are committed and neither accepted by their receiver nor given up.</summary>
    long Pending { get; }

    /// <summary>Completes when nothing is pending. Call it when nothing more is decided meanwhile, for example at a replay's end.</summary>
    Task WaitUntilSentAsync(CancellationToken cancellationToken);
}
