using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Alertmanager;

namespace Telemetry.Alerting.Tests.Receivers.Alertmanager;

public sealed class AlertmanagerReceiverTests : ReceiverContract
{
    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time) =>
        new AlertmanagerReceiver("am/alertmanager/0", new() { Url = address.ToString() }, http, time);
}
