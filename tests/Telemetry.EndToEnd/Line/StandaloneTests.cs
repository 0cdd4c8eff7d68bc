using System.Globalization;
using System.Text.Json;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Etcd;
using Telemetry.Testing.Processes;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>Every role in one process, on a real etcd.</summary>
[Collection(RealTime.Name)]
public sealed class StandaloneTests
{
    [ServerFact("etcd")]
    public async Task Standalone_ScrapingEtcd_AnswersGrafanaAndStopsCleanly()
    {
        await using var etcd = await EtcdServer.StartAsync();
        using var folder = new TemporaryFolder();
        var port = Ports.Free();
        await using var telemetry = await TelemetryProcess.StartRoleAsync("standalone", WriteSettings(folder, etcd), port);
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };

        await Eventually.TrueAsync(
            async () => (await QueryAsync(client, "up")).GetProperty("data").GetProperty("result").GetArrayLength() == 1,
            TimeSpan.FromSeconds(30), () => telemetry.Child.Tail());
        var up = (await QueryAsync(client, "up")).GetProperty("data").GetProperty("result")[0];

        Assert.Equal("1", up.GetProperty("value")[1].GetString());
        Assert.Equal("etcd", up.GetProperty("metric").GetProperty("job").GetString());
        Assert.Contains("telemetry_collector_scrapes_total", await client.GetStringAsync(new Uri("metrics", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("<html", await client.GetStringAsync(new Uri("alerts", UriKind.Relative)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await telemetry.Child.StopAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task<JsonElement> QueryAsync(HttpClient client, string query)
    {
        using var answer = await client.GetAsync(new Uri($"api/v1/query?query={query}", UriKind.Relative));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    private static string WriteSettings(TemporaryFolder folder, EtcdServer etcd) => folder.Write("telemetry.yaml", $"""
        cluster:
          name: test
        scrape_configs:
          - job_name: etcd
            scrape_interval: 1s
            scrape_timeout: 1s
            targets: ["{etcd.Address}"]
        storage:
          path: {folder["data"]}
        """);
}
