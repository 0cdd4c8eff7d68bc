using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>One webhook.</summary>
public sealed class WebhookOptions : HttpReceiverConfigOptions
{
    /// <summary>Defaults: the end and tickets are sent.</summary>
    public WebhookOptions()
        : base(sendResolved: true, sendTickets: true)
    {
    }

    /// <summary>Address that is posted to. Exactly one of this and <see cref="UrlFile"/>.</summary>
    public string? Url { get; set; }

    /// <summary>File that holds the address, for addresses that are a secret themselves. Read again for each send.</summary>
    public string? UrlFile { get; set; }

    /// <summary>File that holds the signing secret, <c>whsec_</c> and base64 of 24 to 64 bytes. Without it nothing is signed. Read again for each send.</summary>
    public string? SecretFile { get; set; }

    /// <summary>
    /// What is sent: our own messages, or Alertmanager's payload version 4. Left out, incidents are our own messages and groups of alerts that
    /// others posted Alertmanager's; webhooks of an Alertmanager's file are sent Alertmanager's for both.
    /// </summary>
    public WebhookPayload? Payload { get; set; }

    /// <summary>Most alerts in one message of Alertmanager's payload; the others are counted in <c>truncatedAlerts</c>. 0 for no limit.</summary>
    [Range(0, int.MaxValue)]
    public int MaxAlerts { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var address = AddressAndSecret.CheckUrlOrFile(Url, UrlFile, nameof(Url), nameof(UrlFile));
        if (SecretFile is null) return address;
        return address.Concat(AddressAndSecret.CheckSecret(new SecretSource(SecretFile, Inline: null, "secret_file"), nameof(SecretFile), WebhookSecret.Fault));
    }
}
