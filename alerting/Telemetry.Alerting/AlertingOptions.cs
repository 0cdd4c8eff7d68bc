using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Configuration.AlertmanagerFiles;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Escalation;
using Telemetry.Alerting.Heartbeats;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.TimeIntervals;

namespace Telemetry.Alerting;

/// <summary>Settings of alerting, section <c>alerting</c>. Without receivers it decides all the same and sends nothing.</summary>
public sealed class AlertingOptions : IValidatableObject
{
    /// <summary>Root of the routing tree; needed as soon as there are receivers. With <c>config_file</c> it stands before the routes of the file and needs matchers.</summary>
    public RouteOptions? Route { get; set; }

    /// <summary>What routes can name.</summary>
    public List<ReceiverOptions> Receivers { get; set; } = [];

    /// <summary>Whether an alert of others whose start is to come is told of then; else at once, as Alertmanager does.</summary>
    public bool AwaitFutureStarts { get; set; }

    /// <summary>When a page that nobody takes goes to another receiver.</summary>
    public EscalationOptions Escalation { get; set; } = new();

    /// <summary>What a team can bear.</summary>
    public BudgetOptions Budget { get; set; } = new();

    /// <summary>Where the operators keep runbooks, by the names of ours; left out, pages link to ours, which the program serves at /runbooks.</summary>
    public string? RunbookUrl { get; set; }

    /// <summary>File with the secret behind addresses that need no credentials (pictures, acknowledgements); left out, one is made and kept with the state.</summary>
    public string? LinkSecretFile { get; set; }

    /// <summary>File with the secrets of PagerDuty's webhooks v3, one a line, which tell who acknowledged or resolved: point a subscription to /webhooks/pagerduty.</summary>
    public string? PagerdutyWebhookSecretFile { get; set; }

    /// <summary>The watch over the detector, and the outside dead-man's switch.</summary>
    public HeartbeatOptions Heartbeat { get; set; } = new();

    /// <summary>
    /// Where receivers may be: names (<c>hooks.example.com</c>, <c>*.example.com</c>), addresses, networks (<c>10.0.0.0/8</c>); anywhere where
    /// it is empty. Link-local addresses are never called.
    /// </summary>
    public List<string> AllowedDestinations { get; set; } = [];

    /// <summary>An existing <c>alertmanager.yml</c>, read as it is; the keys here add to it. Its routes come behind <c>alerting.route</c>.</summary>
    public AlertmanagerFile? ConfigFile { get; set; }

    /// <summary>Which alerts mute which others while they fire.</summary>
    public List<InhibitRuleOptions> InhibitRules { get; set; } = [];

    /// <summary>Named times, for routes.</summary>
    public List<TimeIntervalOptions> TimeIntervals { get; set; } = [];

    /// <summary>Files of templates; <c>*</c> and <c>?</c> in a file's name stand for others. docs/templates.md has the language.</summary>
    public List<string> Templates { get; set; } = [];

    /// <summary>When an alert of others without an end counts as resolved, after it was last sent. Without it what the file says, else 5m.</summary>
    public TimeSpan? ResolveTimeout { get; set; }

    /// <summary>What is odd with the settings but no error, one line each.</summary>
    public IReadOnlyList<string> Warnings() => AlertingPlan.From(this).Warnings;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var entry in AllowedDestinations.Select(EgressAllowList.FaultOf).OfType<string>()) yield return new($"holds {entry}", [nameof(AllowedDestinations)]);
        if (RunbookUrl is not null && AddressAndSecret.UrlFault(RunbookUrl) is { } fault) yield return new(fault, [nameof(RunbookUrl)]);
        if (LinkSecretFile is not null && !SecretFile.TryRead(LinkSecretFile, out _, out var error)) yield return new(error, [nameof(LinkSecretFile)]);
        if (PagerdutyWebhookSecretFile is not null && !SecretFile.TryRead(PagerdutyWebhookSecretFile, out _, out var secretFault)) yield return new(secretFault, [nameof(PagerdutyWebhookSecretFile)]);
        foreach (var problem in PlanCheck.FaultsOf(this)) yield return problem;
    }
}
