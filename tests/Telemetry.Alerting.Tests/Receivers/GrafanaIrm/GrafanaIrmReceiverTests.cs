using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.GrafanaIrm;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Templates;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers.GrafanaIrm;

public sealed class GrafanaIrmReceiverTests : ReceiverContract
{
    internal override IReadOnlyList<string> FaultsOf(StandInRequest request) => GrafanaIrmContract.FaultsOf(request);

    internal override IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive) => new GrafanaIrmReceiver(
        "irm/grafana_irm/0", new() { UrlFile = SecretFileOf(new Uri(address, $"/integrations/v1/formatted_webhook/{SecretText}/").ToString()), Archive = isArchive },
        http, TemplateSet.Default);
}
