using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>One PagerDuty integration.</summary>
public sealed class PagerDutyOptions : IValidatableObject
{
    /// <summary>Where PagerDuty takes events.</summary>
    public const string DefaultUrl = "https://events.pagerduty.com/v2/enqueue";

    /// <summary>Full address of the enqueue call.</summary>
    public string Url { get; set; } = DefaultUrl;

    /// <summary>File that holds the integration's routing key (32 characters). Read again for each send, so a rotated key needs no restart.</summary>
    public string? RoutingKeyFile { get; set; }

    /// <summary>Whether the end of an incident is sent.</summary>
    public bool SendResolved { get; set; } = true;

    /// <summary>Whether tickets are sent too, each with a key of its own. Off, because a pager is for pages.</summary>
    public bool SendTickets { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AddressAndSecret.CheckUrl(Url, nameof(Url))
            .Concat(AddressAndSecret.CheckSecret(RoutingKeyFile, nameof(RoutingKeyFile), RoutingKey.Fault));
}
