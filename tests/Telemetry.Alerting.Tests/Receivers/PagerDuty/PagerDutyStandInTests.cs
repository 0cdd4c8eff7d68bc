using System.Text;
using System.Text.Json.Nodes;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.PagerDuty;

/// <summary>The stand-in is the contract of our tests, so it is tested itself.</summary>
public sealed class PagerDutyStandInTests
{
    private static readonly HttpClient Client = new();

    [Theory]
    [InlineData("routing_key", "short")]
    [InlineData("routing_key", null)]
    [InlineData("event_action", "open")]
    [InlineData("event_action", null)]
    [InlineData("payload", null)]
    [InlineData("payload.summary", null)]
    [InlineData("payload.summary", "")]
    [InlineData("payload.source", null)]
    [InlineData("payload.severity", "fatal")]
    [InlineData("payload.timestamp", "yesterday")]
    [InlineData("payload.custom_details", "text")]
    [InlineData("payload.urgency", "high")]
    [InlineData("priority", "1")]
    public async Task Event_ThatTheContractForbids_IsRejected(string field, string? value)
    {
        await using var standIn = await PagerDutyStandIn.StartAsync();
        var @event = Event();
        var parent = field.StartsWith("payload.", StringComparison.Ordinal) ? @event["payload"]!.AsObject() : @event;
        var name = field.Split('.')[^1];
        if (value is null) parent.Remove(name);
        else parent[name] = value;
        var answer = await PostAsync(standIn, @event);
        Assert.Equal("invalid event", answer["status"]!.GetValue<string>());
        Assert.NotEmpty(standIn.Faults);
        Assert.Empty(standIn.Alerts);
    }

    [Fact]
    public async Task Event_OverALimit_IsRejected()
    {
        await using var standIn = await PagerDutyStandIn.StartAsync();
        var @event = Event();
        @event["payload"]!["summary"] = new string('s', 1025);
        await PostAsync(standIn, @event);
        @event = Event();
        @event["dedup_key"] = new string('k', 256);
        await PostAsync(standIn, @event);
        @event = Event();
        @event["payload"]!["custom_details"] = new JsonObject { ["big"] = new string('b', 512_000) };
        await PostAsync(standIn, @event);
        @event = Event();
        @event["images"] = new JsonArray(new JsonObject { ["src"] = "http://example.com/a.png" });
        await PostAsync(standIn, @event);
        @event = Event();
        @event["links"] = new JsonArray(new JsonObject { ["text"] = "no address" });
        await PostAsync(standIn, @event);
        Assert.Equal(5, standIn.Faults.Count);
        Assert.Empty(standIn.Alerts);
    }

    [Fact]
    public async Task Events_OfOneKey_OpenJoinEndAndOpenAnew()
    {
        await using var standIn = await PagerDutyStandIn.StartAsync();
        var resolve = new JsonObject { ["routing_key"] = new string('r', 32), ["event_action"] = "resolve", ["dedup_key"] = "key" };
        await PostAsync(standIn, resolve);
        Assert.Empty(standIn.Alerts);
        await PostAsync(standIn, Event());
        await PostAsync(standIn, Event());
        Assert.Equal(2, Assert.Single(standIn.Pages).Triggers);
        await PostAsync(standIn, resolve);
        Assert.True(Assert.Single(standIn.Pages).IsResolved);
        Assert.Equal("key", (await PostAsync(standIn, Event()))["dedup_key"]!.GetValue<string>());
        Assert.Equal([true, false], standIn.Pages.Select(page => page.IsResolved));
    }

    private static JsonObject Event() => new()
    {
        ["routing_key"] = new string('r', 32),
        ["event_action"] = "trigger",
        ["dedup_key"] = "key",
        ["payload"] = new JsonObject { ["summary"] = "s", ["source"] = "host", ["severity"] = "critical" },
    };

    private static async Task<JsonNode> PostAsync(PagerDutyStandIn standIn, JsonObject @event)
    {
        using var content = new StringContent(@event.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync(standIn.Url, content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
