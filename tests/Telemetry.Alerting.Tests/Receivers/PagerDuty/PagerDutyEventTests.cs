using System.Text.Json.Nodes;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.PagerDuty;

public sealed class PagerDutyEventTests
{
    private static readonly string Key = new('k', RoutingKey.Length);

    [Fact]
    public void Trigger_OfAnIncident_SaysWhatAWokenPersonNeeds()
    {
        var json = Render(Notifications.Of(Incidents.Record(3, Severity.Critical)), DetailLevel.Full);
        var payload = json["payload"]!;
        Assert.Equal("critical", payload["severity"]!.GetValue<string>());
        Assert.Equal("etcd", payload["component"]!.GetValue<string>());
        Assert.Equal("disk", payload["class"]!.GetValue<string>());
        Assert.Equal("prod/etcd", payload["source"]!.GetValue<string>());
        Assert.Equal("2026-11-21T10:00:40.000Z", payload["timestamp"]!.GetValue<string>());
        var details = payload["custom_details"]!;
        Assert.Contains("412 ms where 221 ms is normal", details["1_impact"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("etcd_wal_fsync", details["2_began"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("etcd (disk) 84 %, apiserver (load) 9 %, unknown 7 %", details["3_probable_root"]!.GetValue<string>());
        Assert.Contains("disk", details["4_first_action"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("61.2 ms", details["5_signals"]![0]!["now"]!.GetValue<string>());
        Assert.Equal("https://telemetry.example.com/alerts/x", json["links"]![0]!["href"]!.GetValue<string>());
    }

    [Fact]
    public void Event_OfAnyRecordAndLevel_KeepsTheContract()
    {
        var random = new Random(23);
        for (var round = 0; round < 200; round++)
        {
            var notification = Notifications.Of(Extreme(random)) with { Action = (NotificationAction)random.Next(1, 3), Level = (AlertLevel)random.Next(1, 3) };
            foreach (var detail in Enum.GetValues<DetailLevel>())
            {
                var body = PagerDutyEvent.Render(notification, Key, detail);
                Assert.Empty(PagerDutyContract.FaultsOf(Notifications.Request(body)));
            }
        }
    }

    [Fact]
    public void Event_WithLessDetail_IsSmaller()
    {
        var notification = Notifications.Of(Incidents.Record(3, Severity.Critical));
        var sizes = Enum.GetValues<DetailLevel>().Select(detail => PagerDutyEvent.Render(notification, Key, detail).Length).ToArray();
        Assert.True(sizes[0] > sizes[1] && sizes[1] > sizes[2], string.Join(", ", sizes));
    }

    private static JsonNode Render(Notification notification, DetailLevel detail) =>
        JsonNode.Parse(PagerDutyEvent.Render(notification, Key, detail).Span)!;

    private static IncidentRecord Extreme(Random random)
    {
        string Text(int most) => string.Concat(Enumerable.Repeat(random.Next(4) switch { 0 => "👩‍👩‍👧", 1 => "\"<&\u0001", 2 => "é", _ => "x" }, random.Next(1, most)));
        double Number() => random.Next(4) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => 0, _ => random.NextDouble() };
        return Incidents.Record(1, Severity.Critical, cluster: Text(500)) with
        {
            Summary = Text(3000),
            Root = Enumerable.Range(0, random.Next(4)).Select(_ => new RootCandidate(Text(300), random.Next(2) == 0 ? "" : Text(300), random.NextDouble())).ToArray(),
            Signals = Enumerable.Range(0, random.Next(60)).Select(_ => new IncidentSignal(
                Text(500), Text(500), Text(500), Text(500), Number(), Incidents.Began, Number(), Number(), "s")).ToArray(),
        };
    }
}
