using System.Text.Json.Nodes;
using Telemetry.Contracts;
using Telemetry.Contracts.Alerts;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Api;

public sealed class AlertmanagerApiTests
{
    private const string Alerts = "/api/v2/alerts";

    /// <summary>P26.</summary>
    [Fact]
    public async Task Api_AskedAsInTheTable_AnswersWithAlertmanagersCodes()
    {
        await using var ours = await ApiHost.StartAsync();
        var wrong = new List<string>();
        foreach (var asked in ApiCases.All.Where(asked => asked.Path != "/-/healthy"))
        {
            var (status, body) = await ours.SendAsync(asked.Method, asked.Path, asked.Body, asked.Type);
            if (status != asked.Status) wrong.Add($"{asked.Name}: {status} and not {asked.Status}: {body}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Post_WithGoodAndBadAlerts_TakesTheGood()
    {
        await using var ours = await ApiHost.StartAsync();

        var (status, body) = await ours.SendAsync("POST", Alerts, """[{"labels":{"good":"yes"}},{"labels":{}}]""");

        Assert.Equal((400, "\"at least one label pair required\"\n"), (status, body));
        Assert.Equal("yes", Assert.Single(await ListAsync(ours, Alerts))!["labels"]!["good"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_Accepted_IsOnTheStreamWhole()
    {
        await using var ours = await ApiHost.StartAsync();
        var alerts = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$$"""{"labels":{"alertname":"a","n":"{{{i}}}"},"annotations":{"text":"{{{new string('x', 200)}}}"}}"""));

        Assert.Equal(200, (await ours.SendAsync("POST", Alerts, $"[{alerts}]")).Status);

        var assembler = new AlertCommandAssembler();
        var commands = new List<AlertCommand>();
        await ours.Transport.ReadHeldAsync(Streams.Alerts, record => { if (assembler.Take(record.Value.Span, out _) is { } command) commands.Add(command); }, CancellationToken.None);
        Assert.Equal(10_000, Assert.IsType<PostedAlerts>(Assert.Single(commands).Body).Alerts.Count);
    }

    [Fact]
    public async Task Post_OfMoreThanTheLimit_IsRefusedAndTheNextTaken()
    {
        await using var ours = await ApiHost.StartAsync();
        Assert.Equal(413, (await ours.SendAsync("POST", Alerts, new string(' ', 17 << 20))).Status);
        Assert.Equal(200, (await ours.SendAsync("POST", Alerts, $"{new string(' ', 10 << 20)}[]")).Status);
    }

    [Fact]
    public async Task Alerts_SilencedOrInhibited_AreShownSoAndCanBeLeftOut()
    {
        await using var ours = await ApiHost.StartAsync();
        await ours.SendAsync("POST", Alerts, """[{"labels":{"alertname":"a"}},{"labels":{"alertname":"b"}}]""");
        var (_, made) = await ours.SendAsync("POST", "/api/v2/silences", Silence("a", "2099-01-01T00:00:00Z"));
        var id = JsonNode.Parse(made)!["silenceID"]!.GetValue<string>();

        var shown = (await ListAsync(ours, $"{Alerts}?filter=alertname%3Da"))[0]!;
        Assert.Equal("suppressed", shown["status"]!["state"]!.GetValue<string>());
        Assert.Equal(id, Assert.Single(shown["status"]!["silencedBy"]!.AsArray())!.GetValue<string>());
        Assert.Equal(["b"], await NamesAsync(ours, $"{Alerts}?silenced=false"));
        Assert.Equal(["a"], await NamesAsync(ours, $"{Alerts}?active=false"));

        await ours.SendAsync("DELETE", $"/api/v2/silence/{id}");
        Assert.Equal("expired", JsonNode.Parse((await ours.SendAsync("GET", $"/api/v2/silence/{id}")).Body)!["status"]!["state"]!.GetValue<string>());
        Assert.Equal(["a", "b"], (await NamesAsync(ours, $"{Alerts}?silenced=false")).Order());
    }

    [Fact]
    public async Task Silence_EditedInWhatWasInForce_EndsAndBecomesAnother()
    {
        await using var ours = await ApiHost.StartAsync();
        var first = await PutAsync(ours, Silence("a", "2099-01-01T00:00:00Z"));
        var begun = JsonNode.Parse((await ours.SendAsync("GET", $"/api/v2/silence/{first}")).Body)!["startsAt"]!.GetValue<string>();

        var longer = await PutAsync(ours, Silence("a", "2099-02-01T00:00:00Z", first, begun));
        var other = await PutAsync(ours, Silence("b", "2099-02-01T00:00:00Z", first, begun));

        Assert.Equal(first, longer);
        Assert.NotEqual(first, other);
        Assert.Equal("expired", JsonNode.Parse((await ours.SendAsync("GET", $"/api/v2/silence/{first}")).Body)!["status"]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Api_OfVersionOne_IsGone()
    {
        await using var ours = await ApiHost.StartAsync();
        Assert.Equal(410, (await ours.SendAsync("POST", "/api/v1/alerts", "[]")).Status);
        Assert.Equal(410, (await ours.SendAsync("GET", "/api/v1/alerts")).Status);
    }

    [Fact]
    public async Task Post_ThatTheStreamDoesNotTake_IsAnswered503()
    {
        await using var refusing = new RefusingTransport();
        await using var ours = await ApiHost.StartAsync(over: refusing);
        Assert.Equal(503, (await ours.SendAsync("POST", Alerts, """[{"labels":{"a":"x"}}]""")).Status);
        Assert.Equal(503, (await ours.SendAsync("POST", "/api/v2/silences", Silence("a", "2099-01-01T00:00:00Z"))).Status);
        Assert.Equal("[]\n", (await ours.SendAsync("GET", Alerts)).Body);
    }

    /// <summary>P26 beside the real Alertmanager 0.25: the same requests to both.</summary>
    [ServerFact(AlertmanagerServer.Program)]
    public async Task Api_BesideTheRealAlertmanager_AnswersTheSame()
    {
        await using var theirs = await AlertmanagerServer.StartAsync();
        await using var ours = await ApiHost.StartAsync(ToNobody());
        using var client = new HttpClient { BaseAddress = theirs.Url };
        var other = new List<string>();
        foreach (var asked in ApiCases.All.Where(asked => asked.Path != "/-/healthy"))
        {
            var expected = await ApiHost.SendAsync(client, asked.Method, asked.Path, asked.Body, asked.Type);
            var actual = await ours.SendAsync(asked.Method, asked.Path, asked.Body, asked.Type);
            var isSame = asked.IsSameText ? expected == actual : expected.Status == actual.Status;
            if (!isSame || expected.Status != asked.Status) other.Add($"{asked.Name}: theirs {expected}, ours {actual}");
        }

        Assert.Empty(other);
    }

    private static AlertingOptions ToNobody() => new()
    {
        Route = new() { Receiver = "none" },
        Receivers = [new() { Name = "none" }],
    };

    private static async Task<JsonArray> ListAsync(ApiHost host, string path) => JsonNode.Parse((await host.SendAsync("GET", path)).Body)!.AsArray();

    private static async Task<IReadOnlyList<string>> NamesAsync(ApiHost host, string path) =>
        (await ListAsync(host, path)).Select(alert => alert!["labels"]!["alertname"]!.GetValue<string>()).ToArray();

    private static async Task<string> PutAsync(ApiHost host, string body) =>
        JsonNode.Parse((await host.SendAsync("POST", "/api/v2/silences", body)).Body)!["silenceID"]!.GetValue<string>();

    private static string Silence(string name, string endsAt, string id = "", string startsAt = "2020-01-01T00:00:00Z") =>
        $$$"""{"id":"{{{id}}}","matchers":[{"name":"alertname","value":"{{{name}}}","isRegex":false}],"startsAt":"{{{startsAt}}}","endsAt":"{{{endsAt}}}","createdBy":"ann","comment":"c"}""";
}
