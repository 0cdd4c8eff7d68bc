using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.Webhook;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.Webhook;

/// <summary>A webhook that is sent Alertmanager's payload, at an address that is a secret.</summary>
public sealed class SecretWebhookTests : ReceiverContract
{
    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => AlertmanagerWebhookContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) => new WebhookReceiver(
        "hook/webhook/0",
        new() { UrlFile = SecretFileOf(new Uri(address, SecretText).ToString()), Payload = WebhookPayload.Alertmanager, Archive = isArchive }, http, time);
}
