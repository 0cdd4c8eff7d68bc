using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.Slack;
using Telemetry.Alerting.Templates;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.Slack;

/// <summary>Slack by incoming webhook.</summary>
public sealed class SlackWebhookTests : ReceiverContract
{
    internal override string AcceptingAnswer => "ok";

    internal override bool JudgesBody => true;

    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => SlackContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) => new SlackReceiver(
        "chat/slack/0", new() { ApiUrlFile = SecretFileOf(new Uri(address, $"/services/T/B/{SecretText}").ToString()), Archive = isArchive }, http, TemplateSet.Default);
}
