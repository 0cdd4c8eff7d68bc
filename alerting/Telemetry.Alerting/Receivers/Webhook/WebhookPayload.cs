namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>What a webhook is sent.</summary>
public enum WebhookPayload
{
    /// <summary>Our own messages, in the form of Standard Webhooks: <c>docs/formats/webhook.md</c>.</summary>
    Telemetry,

    /// <summary>Alertmanager's payload, version 4: <c>docs/formats/receivers.md</c>.</summary>
    Alertmanager,
}
