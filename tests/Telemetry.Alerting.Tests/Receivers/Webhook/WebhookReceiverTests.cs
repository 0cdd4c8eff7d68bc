using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Webhook;

namespace Telemetry.Alerting.Tests.Receivers.Webhook;

public sealed class WebhookReceiverTests : ReceiverContract
{
    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time) =>
        new WebhookReceiver("hook/webhook/0", new() { Url = address.ToString() }, http, time);
}
