using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.GrafanaIrm;

/// <summary>One formatted-webhook integration of Grafana IRM (once OnCall). The texts are templates of groups of alerts that others posted.</summary>
public sealed class GrafanaIrmOptions : HttpReceiverConfigOptions
{
    /// <summary>Defaults: the end is sent, tickets are not.</summary>
    public GrafanaIrmOptions()
        : base(sendResolved: true, sendTickets: false)
    {
    }

    /// <summary>File that holds the integration's address (<c>…/integrations/v1/formatted_webhook/…/</c>), which is a secret. Read again for each send.</summary>
    public string? UrlFile { get; set; }

    /// <summary>Title.</summary>
    public string Title { get; set; } = "{{ template \"__subject\" . }}";

    /// <summary>Text.</summary>
    public string Message { get; set; } = "{{ template \"__text_alert_list\" .Alerts }}";

    internal SecretSource Secret => new(UrlFile, Inline: null, "url_file");

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AddressAndSecret.CheckSecret(Secret, nameof(UrlFile), AddressAndSecret.UrlFault);
}
