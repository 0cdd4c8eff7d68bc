using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.Webhook;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.Webhook;

public sealed class WebhookReceiverTests : ReceiverContract
{
    private const int MaxBytes = 20_000;

    internal override bool HasSecret => false;

    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) =>
        request.Body.Length <= MaxBytes ? [] : [$"{request.Body.Length} bytes"];

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) =>
        new WebhookReceiver("hook/webhook/0", new() { Url = address.ToString(), Payload = WebhookPayload.Telemetry, Archive = isArchive }, http, time);
}
