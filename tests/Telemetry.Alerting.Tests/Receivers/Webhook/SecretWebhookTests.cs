using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Webhook;

namespace Telemetry.Alerting.Tests.Receivers.Webhook;

/// <summary>A webhook whose address is the secret.</summary>
public sealed class SecretWebhookTests : ReceiverContract
{
    internal override string QuotableSecret => SecretText;

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time) =>
        new WebhookReceiver("hook/webhook/0", new() { UrlFile = SecretFileOf(new Uri(address, SecretText).ToString()) }, http, time);
}
