using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.PagerDuty;

namespace Telemetry.Alerting.Tests.Receivers.PagerDuty;

public sealed class PagerDutyReceiverTests : ReceiverContract
{
    internal override string QuotableSecret => SecretText;

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time) =>
        new PagerDutyReceiver("pager/pagerduty/0", new() { Url = address.ToString(), RoutingKeyFile = SecretFileOf(SecretText) }, http);
}
