using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.MicrosoftTeams;

/// <summary>One workflow of Microsoft Teams. The texts are templates of groups of alerts that others posted.</summary>
public sealed class MicrosoftTeamsOptions : HttpReceiverConfigOptions
{
    /// <summary>Defaults: the end and tickets are sent.</summary>
    public MicrosoftTeamsOptions()
        : base(sendResolved: true, sendTickets: true)
    {
    }

    /// <summary>File that holds the workflow's address, which is a secret. Read again for each send.</summary>
    public string? WebhookUrlFile { get; set; }

    /// <summary>The address itself, from an Alertmanager's file alone.</summary>
    internal string? WebhookUrl { get; set; }

    /// <summary>Title.</summary>
    public string Title { get; set; } = "{{ template \"__subject\" . }}";

    /// <summary>Text.</summary>
    public string Text { get; set; } = "{{ template \"__text_alert_list\" .Alerts }}";

    internal SecretSource Secret => new(WebhookUrlFile, WebhookUrl, "webhook_url_file");

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AddressAndSecret.CheckSecret(Secret, nameof(WebhookUrlFile), AddressAndSecret.UrlFault);
}
