using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Receivers;

/// <summary>Stands where messages name a receiver that has been taken out of the settings, so that they end like any refused one.</summary>
internal sealed class MissingReceiver(string id) : IReceiver
{
    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public string Kind => "missing";

    /// <inheritdoc/>
    public bool SendsResolved => true;

    /// <inheritdoc/>
    public DeliverySchedule Schedule => DeliverySchedule.Page;

    /// <inheritdoc/>
    public SendLimit? Limit => null;

    /// <inheritdoc/>
    public RefreshRule? Refresh => null;

    /// <inheritdoc/>
    public bool Wants(AlertLevel level) => true;

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new DeliveryResult(DeliveryOutcome.Refused, "the receiver is no longer in alerting.receivers"));
}
