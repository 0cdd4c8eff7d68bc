using Telemetry.Alerting.Receivers.Opsgenie;

namespace Telemetry.Alerting.Receivers.JiraServiceManagement;

/// <summary>Tells an integration of Jira Service Management's operations, which took over Opsgenie's Alert API.</summary>
internal sealed class JiraServiceManagementReceiver(string id, JiraServiceManagementOptions options, OpsgenieApi api) : ReceiverBase(id, KindName, options)
{
    /// <summary>Kind of receiver.</summary>
    public const string KindName = "jira_service_management";

    /// <inheritdoc/>
    public override SendLimit? Limit { get; } = OpsgenieReceiver.LimitOf(options);

    /// <inheritdoc/>
    public override ValueTask<DeliveryResult> SendAsync(Notification notification, DetailLevel detail, CancellationToken cancellationToken) =>
        api.SendAsync(notification, detail, Timeout, cancellationToken);
}
