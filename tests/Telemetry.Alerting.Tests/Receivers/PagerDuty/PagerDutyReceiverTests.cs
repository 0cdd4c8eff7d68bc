using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Templates;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.PagerDuty;

public sealed class PagerDutyReceiverTests : ReceiverContract
{
    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => PagerDutyContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) => new PagerDutyReceiver(
        "pager/pagerduty/0", new() { Url = address.ToString(), RoutingKeyFile = SecretFileOf(SecretText), Archive = isArchive }, http, TemplateSet.Default, time);
}
