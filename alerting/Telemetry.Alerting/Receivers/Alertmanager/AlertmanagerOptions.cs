using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Alertmanager;

/// <summary>One Alertmanager that is sent our alerts.</summary>
public sealed class AlertmanagerOptions : HttpReceiverConfigOptions
{
    /// <summary>Defaults: the end is sent (without it an alert runs out by itself), and tickets as <c>severity="warning"</c>.</summary>
    public AlertmanagerOptions()
        : base(sendResolved: true, sendTickets: true)
    {
    }

    /// <summary>Base address, for example <c>http://alertmanager:9093</c>; <c>/api/v2/alerts</c> is appended.</summary>
    public string? Url { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AddressAndSecret.CheckUrl(Url, nameof(Url));
}
