using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.Slack;
using Telemetry.Alerting.Templates;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.Slack;

/// <summary>Slack by bot token.</summary>
public sealed class SlackTokenTests : ReceiverContract
{
    internal override string AcceptingAnswer => """{"ok":true,"channel":"C1","ts":"1700000000.000001"}""";

    internal override bool JudgesBody => true;

    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => SlackContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) => new SlackReceiver(
        "chat/slack/0", new() { AppUrl = address.ToString(), AppTokenFile = SecretFileOf(SecretText), Channel = "#ops", Archive = isArchive }, http, TemplateSet.Default);
}
