using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Telemetry.Alerting.Receivers.Alertmanager;
using Telemetry.Alerting.Receivers.Email;
using Telemetry.Alerting.Receivers.GrafanaIrm;
using Telemetry.Alerting.Receivers.JiraServiceManagement;
using Telemetry.Alerting.Receivers.MicrosoftTeams;
using Telemetry.Alerting.Receivers.Opsgenie;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Receivers.Slack;
using Telemetry.Alerting.Receivers.Webhook;

namespace Telemetry.Alerting.Receivers;

/// <summary>A named receiver: everything that is told when a route names it. Keys are Alertmanager's where it has them.</summary>
public sealed class ReceiverOptions : IValidatableObject
{
    /// <summary>Name, as routes spell it.</summary>
    public string Name { get; set; } = "";

    /// <summary>PagerDuty services (Events API v2).</summary>
    [ConfigurationKeyName("pagerduty_configs")]
    public List<PagerDutyOptions> PagerDuty { get; set; } = [];

    /// <summary>Opsgenie integrations (Alert API).</summary>
    [ConfigurationKeyName("opsgenie_configs")]
    public List<OpsgenieOptions> Opsgenie { get; set; } = [];

    /// <summary>Integrations of Jira Service Management's operations. Not a key of Alertmanager's own.</summary>
    [ConfigurationKeyName("jira_service_management_configs")]
    public List<JiraServiceManagementOptions> JiraServiceManagement { get; set; } = [];

    /// <summary>Slack channels, by incoming webhook or bot token.</summary>
    [ConfigurationKeyName("slack_configs")]
    public List<SlackOptions> Slack { get; set; } = [];

    /// <summary>Workflows of Microsoft Teams.</summary>
    [ConfigurationKeyName("msteamsv2_configs")]
    public List<MicrosoftTeamsOptions> MicrosoftTeams { get; set; } = [];

    /// <summary>Grafana IRM, by formatted webhook. Not a key of Alertmanager's own.</summary>
    [ConfigurationKeyName("grafana_irm_configs")]
    public List<GrafanaIrmOptions> GrafanaIrm { get; set; } = [];

    /// <summary>Mails.</summary>
    [ConfigurationKeyName("email_configs")]
    public List<EmailOptions> Email { get; set; } = [];

    /// <summary>Alertmanagers that are sent our alerts (API v2). Not a key of Alertmanager's own.</summary>
    [ConfigurationKeyName("alertmanager_configs")]
    public List<AlertmanagerOptions> Alertmanager { get; set; } = [];

    /// <summary>Webhooks, signed where a secret is given (Standard Webhooks).</summary>
    [ConfigurationKeyName("webhook_configs")]
    public List<WebhookOptions> Webhook { get; set; } = [];

    /// <summary>All of the above: what is told when a route names the receiver.</summary>
    internal IEnumerable<ReceiverConfigOptions> Integrations() =>
        PagerDuty.Concat<ReceiverConfigOptions>(Opsgenie).Concat(JiraServiceManagement).Concat(Slack).Concat(MicrosoftTeams).Concat(GrafanaIrm)
            .Concat(Email).Concat(Alertmanager).Concat(Webhook);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name.Length == 0) yield return new("is missing", [nameof(Name)]);
    }
}
