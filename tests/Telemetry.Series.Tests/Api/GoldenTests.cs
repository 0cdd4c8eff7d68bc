using System.Net;
using System.Text.Json;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Series.Tests.Api;

/// <summary>Plays the requests of the golden capture against our API and compares status, shape and messages with Prometheus's answers.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenCases.All.Keys];

    [CorpusTheory]
    [MemberData(nameof(Cases))]
    public async Task Request_OfTheCapture_IsAnsweredInPrometheusShape(string name)
    {
        var expected = (await File.ReadAllTextAsync(Corpus.PathOf("fixtures", "prometheus-api-golden", $"prom.{name}.json"))).Trim();
        await using var host = await StartAsync();

        using var response = await SendAsync(host, GoldenCases.All[name]);
        var actual = (await response.Content.ReadAsStringAsync()).Trim();

        if (!expected.StartsWith('{'))
        {
            Assert.Equal(expected, actual);
            Assert.Equal(expected.StartsWith("404", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.MethodNotAllowed, response.StatusCode);
            return;
        }

        using var wanted = JsonDocument.Parse(expected);
        using var given = JsonDocument.Parse(actual);
        Assert.Equal(ExpectedStatus(wanted.RootElement), response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Empty(JsonShape.Differences(wanted.RootElement, given.RootElement, "$" + name.Split('_')[0].TrimEnd('1')));
        AssertSameText("status", wanted.RootElement, given.RootElement);
        AssertSameText("errorType", wanted.RootElement, given.RootElement);
        AssertSameText("error", wanted.RootElement, given.RootElement);
    }

    [CorpusFact]
    public void Capture_HasAnAnswerForEveryCase() => Assert.All(GoldenCases.All.Keys, name =>
        Assert.True(File.Exists(Corpus.PathOf("fixtures", "prometheus-api-golden", $"prom.{name}.json")), name));

    private static async Task<ApiHost> StartAsync()
    {
        var end = GoldenCases.EndSeconds * 1000;
        var host = await ApiHost.StartAsync(clock: new FixedClock(DateTimeOffset.FromUnixTimeMilliseconds(end + 250)));
        for (var back = 12; back >= 0; back--) await host.PublishAsync(SampleRecords.Scrape(end - (back * 5000), SampleRecords.Fsync(0.003)));
        await host.PublishAsync(SampleRecords.Incident(IncidentChange.Opened, 1, end - 20_000));
        return host;
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiHost host, GoldenCase golden)
    {
        using var request = new HttpRequestMessage(new(golden.Method), golden.Path);
        if (golden.Form is not null)
            request.Content = new FormUrlEncodedContent(golden.Form.Select(field => field.Split('=', 2)).Select(field => KeyValuePair.Create(field[0], field[1])));
        return await host.Client.SendAsync(request);
    }

    private static HttpStatusCode ExpectedStatus(JsonElement answer) => answer.TryGetProperty("errorType", out var type)
        ? type.GetString() == "bad_data" ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity
        : HttpStatusCode.OK;

    private static void AssertSameText(string key, JsonElement wanted, JsonElement given) => Assert.Equal(
        wanted.TryGetProperty(key, out var text) ? text.GetString() : null,
        given.TryGetProperty(key, out var own) ? own.GetString() : null);
}
