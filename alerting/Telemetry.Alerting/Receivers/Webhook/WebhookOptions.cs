using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>One webhook.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Address that is posted to. Exactly one of this and <see cref="UrlFile"/>.</summary>
    public string? Url { get; set; }

    /// <summary>File that holds the address, for addresses that are a secret themselves.</summary>
    public string? UrlFile { get; set; }

    /// <summary>File that holds the signing secret, <c>whsec_</c> and base64 of 24 to 64 bytes. Without it nothing is signed.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Whether the end of an incident is sent.</summary>
    public bool SendResolved { get; set; } = true;

    /// <summary>Whether tickets are sent too.</summary>
    public bool SendTickets { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        SecretFile is null ? CheckAddress() : CheckAddress().Concat(AddressAndSecret.CheckSecret(SecretFile, nameof(SecretFile), WebhookSecret.Fault));

    private IEnumerable<ValidationResult> CheckAddress() => (Url, UrlFile) switch
    {
        (null, null) => [new("is missing; give url or url_file", [nameof(Url)])],
        (not null, not null) => [new("is given together with url_file; give one of them", [nameof(Url)])],
        (not null, null) => AddressAndSecret.CheckUrl(Url, nameof(Url)),
        _ => AddressAndSecret.CheckSecret(UrlFile, nameof(UrlFile), AddressAndSecret.UrlFault),
    };
}
