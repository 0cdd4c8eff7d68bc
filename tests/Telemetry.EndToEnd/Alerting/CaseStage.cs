using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>One case at one router: what steps act on. Seconds count from the begin.</summary>
internal sealed class CaseStage(IAlertRouter router, string id, DateTimeOffset begin, HttpClient client)
{
    private string? _silence;

    /// <summary>The router.</summary>
    public IAlertRouter Router => router;

    /// <summary>Posts alerts, which must be taken.</summary>
    public async Task PostAsync(params CaseAlert[] alerts)
    {
        var body = new JsonArray([.. alerts.Select(alert => (JsonNode)alert.ToJson(id, TimeAt))]);
        using var answer = await client.PostAsJsonAsync(new Uri(router.Address, "/api/v2/alerts"), body);
        Assert.True(answer.IsSuccessStatusCode, $"{router.Name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Silences the case's alerts of a name.</summary>
    public async Task SilenceAsync(string alertName, double from, double to)
    {
        var body = new JsonObject
        {
            ["matchers"] = new JsonArray(Matcher("alertname", alertName), Matcher("case", id)),
            ["startsAt"] = TimeAt(from),
            ["endsAt"] = TimeAt(to),
            ["createdBy"] = "cases",
            ["comment"] = id,
        };
        using var answer = await client.PostAsJsonAsync(new Uri(router.Address, "/api/v2/silences"), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{router.Name}: {answer.StatusCode} {text}");
        _silence = (string)JsonNode.Parse(text)!["silenceID"]!;
    }

    /// <summary>Ends the silence that was made last.</summary>
    public async Task ExpireSilenceAsync()
    {
        using var answer = await client.DeleteAsync(new Uri(router.Address, $"/api/v2/silence/{_silence}"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Writes other settings and has them read.</summary>
    public async Task ReloadAsync(Func<string, string> edit, bool accepted)
    {
        await router.WriteSettingsAsync(edit);
        using var answer = await client.PostAsync(new Uri(router.Address, "/-/reload"), content: null);
        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    private string TimeAt(double seconds) => begin.AddSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Matcher(string name, string value) => new() { ["name"] = name, ["value"] = value, ["isRegex"] = false, ["isEqual"] = true };
}
