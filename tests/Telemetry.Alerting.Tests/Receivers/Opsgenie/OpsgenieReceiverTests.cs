using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.Opsgenie;
using Telemetry.Alerting.Templates;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.Opsgenie;

public sealed class OpsgenieReceiverTests : ReceiverContract
{
    /// <summary>Says yes to the request and to the question for its outcome.</summary>
    internal const string Yes = """{"result":"Request will be processed","requestId":"r-1","data":{"isSuccess":true,"status":"Created alert"}}""";

    internal override string AcceptingAnswer => Yes;

    internal override bool JudgesBody => true;

    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => OpsgenieContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive)
    {
        var options = new OpsgenieOptions { ApiUrl = address.ToString(), ApiKeyFile = SecretFileOf(SecretText), Archive = isArchive };
        return new OpsgenieReceiver("ops/opsgenie/0", options, new OpsgenieApi(options, http, TemplateSet.Default, time));
    }
}
