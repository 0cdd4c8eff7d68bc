using System.Text.Json.Nodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Templates;
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
        var json = Render(Notifications.Of(Incidents.Record(3, Severity.Critical)));
        var payload = json["payload"]!;
        Assert.Equal("critical", payload["severity"]!.GetValue<string>());
        Assert.Equal("etcd", payload["component"]!.GetValue<string>());
        Assert.Equal("disk", payload["class"]!.GetValue<string>());
        Assert.Equal("prod/etcd", payload["source"]!.GetValue<string>());
        Assert.Equal("2026-11-21T10:00:40.000Z", payload["timestamp"]!.GetValue<string>());
        var details = payload["custom_details"]!.AsObject();
        Assert.Contains("412 ms", details["1_impact"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("etcd (disk) 84 %, apiserver (load) 9 %, unknown 7 %", details["3_probable_cause"]!.GetValue<string>());
        Assert.Contains("disk", details["4_first_action"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("61.2 ms", details["signals"]![0]!["now"]!.GetValue<string>());
        Assert.Equal(["https://telemetry.example.com/alerts/x", "https://telemetry.example.com/runbooks/etcd-disk"], json["links"]!.AsArray().Select(link => link!["href"]!.GetValue<string>()));
        Assert.Equal("https://telemetry.example.com/pictures/x.png", json["images"]![0]!["src"]!.GetValue<string>());
    }

    [Fact]
    public void Ladder_CutsDetailsThenPicturesThenAllButTheEssence()
    {
        var notification = Notifications.Of(Incidents.Record(3, Severity.Critical));
        var brief = Render(notification, DetailLevel.Brief);
        Assert.Null(brief["payload"]!["custom_details"]!["signals"]);
        Assert.NotNull(brief["payload"]!["custom_details"]!["4_first_action"]);
        Assert.NotNull(brief["images"]);
        var plain = Render(notification, DetailLevel.Plain);
        Assert.Null(plain["images"]);
        Assert.NotNull(plain["payload"]!["custom_details"]!["1_impact"]);
        var minimal = Render(notification, DetailLevel.Minimal);
        Assert.Equal(["severity", "source", "summary"], minimal["payload"]!.AsObject().Select(field => field.Key).Order());
        Assert.Single(minimal["links"]!.AsArray());
    }

    [Fact]
    public void Summary_OfAGroup_IsCutAt1024CodePoints()
    {
        var options = new PagerDutyOptions { Description = "{{ .CommonAnnotations.summary }}" };
        var json = Render(Notifications.OfGroup(Notifications.Alert(summary: new string('s', 1500))), options: options);
        Assert.Equal(new string('s', 1023) + "…", json["payload"]!["summary"]!.GetValue<string>());
        var astral = string.Concat(Enumerable.Repeat("𝄞", 1024));
        Assert.Equal(astral, Render(Notifications.OfGroup(Notifications.Alert(summary: astral)), options: options)["payload"]!["summary"]!.GetValue<string>());
    }

    [Fact]
    public void Event_OverTheSizeLimit_LosesTheEndsOfItsLongestFieldsOnly()
    {
        var options = new PagerDutyOptions
        {
            Details = new() { ["log"] = "{{ .CommonAnnotations.summary }}", ["team"] = "storage", ["state"] = "{{ .CommonLabels.instance }}", ["firing"] = "short" },
        };
        var body = new PagerDutyEvent(options, TemplateSet.Default).Render(Notifications.OfGroup(Notifications.Alert(summary: new string('l', 700_000))), Key, DetailLevel.Full);
        Assert.InRange(body.Length, 500_000, PagerDutyEvent.MaxBytes);
        Assert.Empty(PagerDutyContract.FaultsOf(Notifications.Request(body)));
        var details = JsonNode.Parse(body.Span)!["payload"]!["custom_details"]!;
        Assert.EndsWith("l…", details["log"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["storage", "etcd-0", "short", "1"], new[] { "team", "state", "firing", "num_firing" }.Select(name => details[name]!.GetValue<string>()));
    }

    [Fact]
    public void Resolve_OfAGroup_HasTheKeyAndThePayloadOfItsTrigger()
    {
        var trigger = Render(Notifications.OfGroup(Notifications.Alert()));
        var resolve = Render(Notifications.OfGroup(Notifications.Alert("resolved")));
        Assert.Equal("resolve", resolve["event_action"]!.GetValue<string>());
        Assert.Equal(trigger["dedup_key"]!.GetValue<string>(), resolve["dedup_key"]!.GetValue<string>());
        Assert.Equal("0", resolve["payload"]!["custom_details"]!["num_firing"]!.GetValue<string>());
        Assert.Equal("1", trigger["payload"]!["custom_details"]!["num_firing"]!.GetValue<string>());
        Assert.Equal("error", trigger["payload"]!["severity"]!.GetValue<string>());
        Assert.Equal("Alertmanager", trigger["client"]!.GetValue<string>());
        Assert.StartsWith("[FIRING:1] ", trigger["payload"]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static JsonNode Render(Notification notification, DetailLevel detail = DetailLevel.Full, PagerDutyOptions? options = null) =>
        JsonNode.Parse(new PagerDutyEvent(options ?? new PagerDutyOptions(), TemplateSet.Default).Render(notification, Key, detail).Span)!;
}
