using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.JiraServiceManagement;
using Telemetry.Alerting.Receivers.Opsgenie;
using Telemetry.Alerting.Templates;
using Telemetry.Alerting.Tests.Receivers.Opsgenie;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.JiraServiceManagement;

public sealed class JiraServiceManagementReceiverTests : ReceiverContract
{
    internal override string AcceptingAnswer => OpsgenieReceiverTests.Yes;

    internal override bool JudgesBody => true;

    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => OpsgenieContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive)
    {
        var options = new JiraServiceManagementOptions { ApiUrl = new Uri(address, "/jsm/ops/integration/").ToString(), ApiKeyFile = SecretFileOf(SecretText), Archive = isArchive };
        return new JiraServiceManagementReceiver("jsm/jira_service_management/0", options, new OpsgenieApi(options, http, TemplateSet.Default, time));
    }
}
