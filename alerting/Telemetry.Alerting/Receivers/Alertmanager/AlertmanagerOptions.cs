using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Alertmanager;

/// <summary>One Alertmanager that is sent our alerts.</summary>
public sealed class AlertmanagerOptions : IValidatableObject
{
    /// <summary>Base address, for example <c>http://alertmanager:9093</c>; <c>/api/v2/alerts</c> is appended.</summary>
    public string? Url { get; set; }

    /// <summary>Whether the end of an incident is sent. Without it an alert runs out by itself.</summary>
    public bool SendResolved { get; set; } = true;

    /// <summary>Whether tickets are sent too, as <c>severity="warning"</c>.</summary>
    public bool SendTickets { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AddressAndSecret.CheckUrl(Url, nameof(Url));
}
