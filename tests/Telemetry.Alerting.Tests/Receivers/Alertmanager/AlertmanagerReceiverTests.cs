using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Alertmanager;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.Alertmanager;

public sealed class AlertmanagerReceiverTests : ReceiverContract
{
    internal override bool HasSecret => false;

    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => AlertmanagerApiContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) =>
        new AlertmanagerReceiver("am/alertmanager/0", new() { Url = address.ToString(), Archive = isArchive }, http, time);
}
