using Telemetry.Alerting.Receivers.Opsgenie;

namespace Telemetry.Alerting.Receivers.JiraServiceManagement;

/// <summary>One integration of Jira Service Management's operations: Opsgenie's alerts at another address.</summary>
public sealed class JiraServiceManagementOptions : OpsgenieOptions
{
    /// <summary>Base address of the integration API.</summary>
    public const string DefaultIntegrationUrl = "https://api.atlassian.com/jsm/ops/integration/";

    /// <summary>Opsgenie's defaults at Atlassian's address.</summary>
    public JiraServiceManagementOptions() => ApiUrl = DefaultIntegrationUrl;
}
