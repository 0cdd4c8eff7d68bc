using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Telemetry.Alerting.Receivers.Alertmanager;
using Telemetry.Alerting.Receivers.PagerDuty;
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

    /// <summary>Alertmanagers that are sent our alerts (API v2). Not a key of Alertmanager's own.</summary>
    [ConfigurationKeyName("alertmanager_configs")]
    public List<AlertmanagerOptions> Alertmanager { get; set; } = [];

    /// <summary>Webhooks, signed where a secret is given (Standard Webhooks).</summary>
    [ConfigurationKeyName("webhook_configs")]
    public List<WebhookOptions> Webhook { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name.Length == 0) yield return new("is missing", [nameof(Name)]);
    }
}
