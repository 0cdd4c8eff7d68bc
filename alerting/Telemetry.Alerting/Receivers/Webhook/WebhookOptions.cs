namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>One webhook.</summary>
public sealed class WebhookOptions
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
}
