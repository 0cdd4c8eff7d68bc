using System.Text.Json.Nodes;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Alertmanager;

public sealed class RealAlertmanagerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [ServerFact(AlertmanagerServer.Program)]
    public async Task Incident_FromTicketToEnd_IsOneAlertAtATimeInARealAlertmanager()
    {
        await using var alertmanager = await AlertmanagerServer.StartAsync();
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(ReceiverSettings.Alertmanager(alertmanager.Url)));

        await rig.GiveAsync(Incidents.Opened(Severity.Warning));
        await rig.SentAsync();
        Assert.Equal("warning", Label(Assert.Single(await alertmanager.FiringAsync()), "severity"));

        await rig.GiveAsync(Incidents.Record(2, Severity.Critical));
        await rig.SentAsync();
        await Eventually.TrueAsync(async () => (await alertmanager.FiringAsync()).Count == 1, Deadline, () => "the ticket is still firing");
        var alert = Assert.Single(await alertmanager.FiringAsync());
        Assert.Equal("critical", Label(alert, "severity"));
        Assert.Equal("etcd", Label(alert, "component"));
        Assert.Equal("prod", Label(alert, "cluster"));
        Assert.Equal("i-1", Label(alert, "incident"));
        Assert.StartsWith("2026-11-21T10:00:00", alert["startsAt"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("etcd WAL sync", alert["annotations"]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);

        await rig.GiveAsync(Incidents.Resolved(3));
        await rig.SentAsync();
        await Eventually.TrueAsync(async () => (await alertmanager.FiringAsync()).Count == 0, Deadline, () => "the page is still firing");
    }

    private static string Label(JsonObject alert, string name) => alert["labels"]![name]!.GetValue<string>();
}
