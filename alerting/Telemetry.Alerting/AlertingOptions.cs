using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Escalation;
using Telemetry.Alerting.Heartbeats;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting;

/// <summary>Settings of alerting, section <c>alerting</c>. Without receivers it decides all the same and sends nothing.</summary>
public sealed class AlertingOptions : IValidatableObject
{
    /// <summary>Root of the routing tree; needed as soon as there are receivers.</summary>
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

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var names = Receivers.Select(receiver => receiver.Name).ToArray();
        foreach (var name in names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return new($"holds two of the name '{name}'", [nameof(Receivers)]);
        }

        foreach (var entry in AllowedDestinations.Select(EgressAllowList.FaultOf).OfType<string>()) yield return new($"holds {entry}", [nameof(AllowedDestinations)]);
        if (RunbookUrl is not null && AddressAndSecret.UrlFault(RunbookUrl) is { } fault) yield return new(fault, [nameof(RunbookUrl)]);
        if (LinkSecretFile is not null && !SecretFile.TryRead(LinkSecretFile, out _, out var error)) yield return new(error, [nameof(LinkSecretFile)]);
        if (PagerdutyWebhookSecretFile is not null && !SecretFile.TryRead(PagerdutyWebhookSecretFile, out _, out var secretFault)) yield return new(secretFault, [nameof(PagerdutyWebhookSecretFile)]);
        if (Route is null)
        {
            if (names.Length > 0) yield return new("is missing; with receivers there must be a route that names one", [nameof(Route)]);
            yield break;
        }

        if (string.IsNullOrEmpty(Route.Receiver)) yield return new("names no receiver; the root route must", [nameof(Route)]);
        if (Route.Matchers.Count > 0) yield return new("has matchers; the root route matches everything", [nameof(Route)]);
        foreach (var name in Named(Route).Except(names, StringComparer.Ordinal))
        {
            yield return new($"names the receiver '{name}', which is not among alerting.receivers", [nameof(Route)]);
        }
    }

    private static IEnumerable<string> Named(RouteOptions route) =>
        route.Routes.SelectMany(Named).Concat(string.IsNullOrEmpty(route.Receiver) ? [] : [route.Receiver]);
}
