using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.MicrosoftTeams;
using Telemetry.Alerting.Templates;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.MicrosoftTeams;

public sealed class MicrosoftTeamsReceiverTests : ReceiverContract
{
    internal override bool ReadsBody => true;

    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => MicrosoftTeamsContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) => new MicrosoftTeamsReceiver(
        "teams/microsoft_teams/0", new() { WebhookUrlFile = SecretFileOf(new Uri(address, $"/workflows/x/invoke?sig={SecretText}").ToString()), Archive = isArchive },
        http, TemplateSet.Default);
}
