using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Telemetry.Series.Tests.Api;
using Telemetry.Series.Window;
using Telemetry.Testing;
using Telemetry.Testing.Prometheus;
using Xunit;

namespace Telemetry.Series.Tests.Oracle;

/// <summary>
/// The same samples in a real Prometheus and in our window must give the same answers. Sample times are off the grid of the steps: at
/// the very edge of the lookback Prometheus 2 and 3 differ, and we follow 3.
/// </summary>
public sealed class PrometheusOracleTests
{
    private const long EndMs = 1_795_195_980_000;
    private const long StartMs = EndMs - 3_600_000;
    private const string Span = "start=1795192380&end=1795195980&step=20";

    [ServerFact("prometheus", "promtool")]
    public async Task Queries_AtRandom_GiveWhatPrometheusGives()
    {
        await using var pair = await Pair.StartAsync(seed: 1);
        var queries = new RandomQueries(new(2));
        for (var i = 0; i < 1500; i++)
        {
            var query = queries.Query();
            var (wanted, given) = await pair.AskAsync(i % 2 == 0 ? "/api/v1/query_range" : "/api/v1/query", $"query={Uri.EscapeDataString(query)}&{(i % 2 == 0 ? Span : "time=1795195000.5")}");
            Assert.True(wanted.Status == given.Status, $"{query}\n{wanted.Answer}\n{given.Answer}");
            AssertSame(query, wanted.Answer, given.Answer);
        }
    }

    [ServerFact("prometheus", "promtool")]
    public async Task Queries_BrokenAtRandom_AreRefusedInPrometheusWords()
    {
        await using var pair = await Pair.StartAsync(seed: 1);
        var queries = new RandomQueries(new(3));
        int refused = 0, same = 0;
        for (var i = 0; i < 2000; i++)
        {
            var query = queries.Broken();
            var (wanted, given) = await pair.AskAsync("/api/v1/query", $"query={Uri.EscapeDataString(query)}&time=1795195000.5");
            // What Prometheus can do and we cannot is refused by name; that is tested elsewhere.
            if (given.Answer.Contains("is not supported", StringComparison.Ordinal)) continue;
            Assert.True(wanted.Status == given.Status, $"{query}\n{wanted.Answer}\n{given.Answer}");
            if (wanted.Status != HttpStatusCode.BadRequest) continue;
            refused++;
            if (Message(wanted.Answer) == Message(given.Answer)) same++;
        }

        // The rest are slips inside of range selectors, which we refuse as a whole, and some where two things are wrong at once.
        Assert.True(same > refused * 0.97, $"{same} of {refused} messages are the same.");
    }

    private static string Message(string answer) => JsonDocument.Parse(answer).RootElement.GetProperty("error").GetString()!;

    private static void AssertSame(string query, string wanted, string given)
    {
        using var a = JsonDocument.Parse(wanted);
        using var b = JsonDocument.Parse(given);
        if (a.RootElement.TryGetProperty("error", out var error))
        {
            Assert.Equal(error.GetString(), b.RootElement.GetProperty("error").GetString());
            return;
        }

        Assert.True(Canonical(query, a.RootElement) == Canonical(query, b.RootElement), $"{query}\n{wanted}\n{given}");
    }

    private static string Canonical(string query, JsonElement answer)
    {
        var data = answer.GetProperty("data");
        var result = data.GetProperty("result");
        if (data.GetProperty("resultType").GetString() is "scalar" or "string") return Points(query, result);
        return string.Join('\n', result.EnumerateArray().Select(series =>
            string.Join(',', series.GetProperty("metric").EnumerateObject().OrderBy(label => label.Name, StringComparer.Ordinal))
            + Points(query, series.TryGetProperty("values", out var values) ? values : series.GetProperty("value"))).Order(StringComparer.Ordinal));
    }

    private static string Points(string query, JsonElement points)
    {
        if (points[0].ValueKind == JsonValueKind.Array) return string.Join(';', points.EnumerateArray().Select(point => Points(query, point)));
        var value = double.Parse(points[1].GetString()!.Replace("Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        // The last digits of a power differ from one mathematical library to the next.
        var text = query.Contains('^') ? value.ToString("G10", CultureInfo.InvariantCulture) : points[1].GetString();
        return $" {points[0].GetDouble()}={text}";
    }

    private sealed class Pair(PrometheusServer prometheus, ApiHost ours) : IAsyncDisposable
    {
        public static async Task<Pair> StartAsync(int seed)
        {
            var ours = await ApiHost.StartAsync(clock: new FixedClock(DateTimeOffset.FromUnixTimeMilliseconds(EndMs)));
            return new(await PrometheusServer.StartAsync(Fill(ours.Window, new(seed))), ours);
        }

        public async Task<((HttpStatusCode Status, string Answer) Wanted, (HttpStatusCode Status, string Answer) Given)> AskAsync(string path, string form)
        {
            using var body = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
            using var response = await ours.Client.PostAsync(path, body);
            return (await prometheus.AskAsync(path, form), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        }

        public async ValueTask DisposeAsync()
        {
            await prometheus.DisposeAsync();
            await ours.DisposeAsync();
        }

        private static string Fill(SeriesWindow window, Random random)
        {
            var page = new StringBuilder();
            foreach (var name in (string[])["a", "b"])
            {
                page.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n");
                foreach (var (job, instance) in new[] { ("x", "1"), ("x", "2"), ("y", "1"), ("y", ""), ("", "") })
                {
                    if (random.Next(5) == 0) continue;
                    var series = window.GetOrAdd(Fixture.Labels(name, ("job", job), ("instance", instance)))!;
                    // Every second up to a long pause now and then; half a second off the steps, as promtool rounds times down at times.
                    for (var time = StartMs; time < EndMs; time += random.Next(20) == 0 ? 400_000 : random.Next(1, 60) * 1000)
                    {
                        var at = time + 500;
                        var value = random.Next(4) == 0 ? random.Next(-5, 5) : random.NextDouble() * 100;
                        if (window.Append(series, at, value) != AppendOutcome.Appended) continue;
                        page.Append(CultureInfo.InvariantCulture, $"{name}{{job=\"{job}\",instance=\"{instance}\"}} {value:R} {at / 1000}.5\n");
                    }
                }
            }

            return page.Append("# EOF\n").ToString();
        }
    }
}
