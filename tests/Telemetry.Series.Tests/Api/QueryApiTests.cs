using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Series.Tests.Api;

public sealed class QueryApiTests
{
    private const long T0 = Fixture.T0;

    private static readonly FixedClock Clock = new(DateTimeOffset.FromUnixTimeMilliseconds(T0));

    [Fact]
    public async Task HealthCheckOfGrafana_IsAnsweredWithoutAnyData()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(
            """{"status":"success","data":{"resultType":"scalar","result":[4,"2"]}}""",
            await (await PostAsync(host, "/api/v1/query", "query=1%2B1&time=4")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Scrape_FromTheStream_IsSeenInAQuery()
    {
        await using var host = await ApiHost.StartAsync(clock: Clock);
        await host.PublishAsync(SampleRecords.Scrape(T0 - 10_000));

        Assert.Equal(
            """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up","cluster":"demo","instance":"127.0.0.1:19090","job":"self"},"values":[[1795195970,"1"],[1795195975.500,"1"]]}]}}""",
            await host.Client.GetStringAsync("/api/v1/query_range?query=up&start=1795195964.5&end=1795195980&step=5.5"));
    }

    [Fact]
    public async Task Incident_FromTheStream_IsSeenAmongAlerts()
    {
        await using var host = await ApiHost.StartAsync(clock: Clock);
        await host.PublishAsync(SampleRecords.Incident(IncidentChange.Opened, 1, T0));

        Assert.Equal(
            """{"status":"success","data":{"alerts":[{"labels":{"alertname":"TelemetryIncident","cause":"disk","cluster":"demo","component":"etcd","incident":"i1","severity":"critical"},"annotations":{"summary":"etcd disk is slow"},"state":"firing","activeAt":"2026-11-20T17:32:29.5Z","value":"7.5e+00"}]}}""",
            await host.Client.GetStringAsync("/api/v1/alerts"));
    }

    [Fact]
    public async Task Record_ThatCannotBeRead_LosesNothingElse()
    {
        await using var host = await ApiHost.StartAsync(clock: Clock);
        await host.PublishAsync(Streams.Signals, "demo", new byte[] { 8, 99, 255 });
        await host.PublishAsync(Streams.Incidents, "demo", "nonsense"u8.ToArray());
        await host.PublishAsync(SampleRecords.Scrape(T0));

        Assert.Contains("\"1\"", await host.Client.GetStringAsync("/api/v1/query?query=up"));
    }

    [Fact]
    public async Task Post_WithParametersInBodyAndUrl_MergesThem()
    {
        await using var host = await ApiHost.StartAsync();
        var both = await PostAsync(host, "/api/v1/query?time=7&stats=all&query=3", "query=2");
        Assert.Equal("""{"status":"success","data":{"resultType":"scalar","result":[7,"2"]}}""", await both.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/v1/query/?query=1&time=4", HttpStatusCode.OK)]
    [InlineData("/api/v1/status/flags", HttpStatusCode.NotFound)]
    [InlineData("/config/v1/rules/x", HttpStatusCode.NotFound)]
    public async Task Path_AsClientsWriteIt_IsAnsweredOrUnknown(string path, HttpStatusCode expected)
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(expected, (await host.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Answer_ToAClientThatTakesGzip_IsCompressed()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/query?query=1&time=4");
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var reader = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.StartsWith("{\"status\":\"success\"", await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("/api/v1/query?query=up&time=x", 400, "invalid parameter \"time\": cannot parse \"x\" to a valid timestamp")]
    [InlineData("/api/v1/query_range?query=\"a\"&start=1&end=2&step=1", 400, "invalid expression type \"string\" for range query, must be Scalar or instant Vector")]
    [InlineData("/api/v1/query_range?query=1&start=1&end=2&step=x", 400, "invalid parameter \"step\": cannot parse \"x\" to a valid duration")]
    [InlineData("/api/v1/query_range?query=1&start=0&end=11001&step=1", 400, "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)")]
    [InlineData("/api/v1/query?query=1&timeout=0", 503, "query timed out in query queue")]
    [InlineData("/api/v1/labels?match[]={", 400, "invalid parameter \"match[]\": 1:2: parse error: unexpected end of input inside braces")]
    [InlineData("/api/v1/labels?match[]=up%2B1", 400, "invalid parameter \"match[]\": 1:3: parse error: unexpected <op:+>")]
    [InlineData("/api/v1/series?match[]={}", 400, "invalid parameter \"match[]\": match[] must contain at least one non-empty matcher")]
    [InlineData("/api/v1/metadata?limit=x", 400, "limit must be a number")]
    [InlineData("/api/v1/query_exemplars?query=up&start=2&end=1", 400, "end timestamp must not be before start timestamp")]
    public async Task Request_ThatIsWrong_IsRefusedWithTheReason(string path, int status, string message)
    {
        await using var host = await ApiHost.StartAsync();
        using var response = await host.Client.GetAsync(path);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(message, answer.RootElement.GetProperty("error").GetString());
        Assert.Equal(status == 400 ? "bad_data" : "timeout", answer.RootElement.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task Range_OfElevenThousandSteps_IsAnswered()
    {
        await using var host = await ApiHost.StartAsync();
        using var answer = JsonDocument.Parse(await host.Client.GetStringAsync("/api/v1/query_range?query=1&start=0&end=11000&step=1"));
        Assert.Equal(11_001, answer.RootElement.GetProperty("data").GetProperty("result")[0].GetProperty("values").GetArrayLength());
    }

    [Fact]
    public async Task Form_OverTheLimit_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        using var response = await PostAsync(host, "/api/v1/query", "query=" + new string('1', 5_000_000));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Series_ByTwoSelectors_AreListedOnce()
    {
        await using var host = await ApiHost.StartAsync(clock: Clock);
        await host.PublishAsync(SampleRecords.Scrape(T0, SampleRecords.Fsync(1)));

        using var answer = JsonDocument.Parse(await host.Client.GetStringAsync("/api/v1/series?match[]=up&match[]={job=\"self\"}"));
        Assert.Equal(5, answer.RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Labels_OutsideTheTimeAskedFor_AreNone()
    {
        await using var host = await ApiHost.StartAsync(clock: Clock);
        await host.PublishAsync(SampleRecords.Scrape(T0));

        Assert.Equal("""{"status":"success","data":["up"]}""", await host.Client.GetStringAsync("/api/v1/label/__name__/values?match[]=up&limit=1"));
        Assert.Equal("""{"status":"success","data":[]}""", await host.Client.GetStringAsync("/api/v1/labels?end=1795195979"));
        Assert.Equal("""{"status":"success","data":[]}""", await host.Client.GetStringAsync("/api/v1/labels?start=1795195981"));
    }

    [Fact]
    public async Task Queries_WhileScrapesArrive_AreAllAnswered()
    {
        await using var host = await ApiHost.StartAsync(clock: Clock);
        var publishing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++) await host.PublishAsync(SampleRecords.Scrape(T0 - 300_000 + (i * 1000), SampleRecords.Fsync(i)));
        });
        var asked = 0;
        while (!publishing.IsCompleted)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
                host.Client.GetAsync($"/api/v1/query_range?query=telemetry_signal_value/telemetry_signal_baseline&start={(T0 / 1000) - 300}&end={T0 / 1000}&step=1")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
            asked++;
        }

        await publishing;
        Assert.True(asked > 0);
    }

    private static Task<HttpResponseMessage> PostAsync(ApiHost host, string path, string form) =>
        host.Client.PostAsync(path, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));
}
