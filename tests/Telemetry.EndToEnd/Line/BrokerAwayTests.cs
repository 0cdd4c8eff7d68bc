using System.Globalization;
using Telemetry.Contracts;
using Telemetry.EndToEnd.Collecting;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Processes;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>A collector whose broker is killed while it scrapes, that is stopped meanwhile, and started once the broker is back.</summary>
[Collection(RealTime.Name)]
public sealed class BrokerAwayTests
{
    private const int IntervalMs = 200;

    // A page of two hundred 14-bucket histograms, so that memory, at its smallest, is full within seconds.
    private static readonly string Page = string.Concat(Enumerable.Range(0, 200).Select(HistogramOf));

    // A scrape under way when its collector is stopped has no record.
    private const int Stops = 2;

    private static readonly string[] Names = ["page-0", "page-1", "page-2", "page-3"];

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [ServerFact("npm", "java")]
    public async Task BrokerKilled_CollectorScrapesOnAndIsStopped_NoScrapeIsMissingOnceBothAreBack()
    {
        await using var broker = await KafkaBroker.StartAsync();
        foreach (var stream in Streams.All) await broker.CreateTopicAsync(stream, partitions: 2, Streams.IsCompacted(stream));
        await using var pages = await CountingTarget.StartAsync(Page);
        using var folder = new TemporaryFolder();
        var config = WriteSettings(folder, broker, pages);
        await using var scrapes = await StreamedScrapes.ReadAsync(broker);
        var port = Ports.Free();
        await using var first = await TelemetryProcess.StartRoleAsync("collector", config, port);
        await ArrivedAsync(scrapes, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        await broker.KillBrokerAsync();
        using var client = new HttpClient();
        await Eventually.TrueAsync(() => IsOnDiskAsync(client, port, 2 << 20), Deadline, () => first.Child.Tail());
        Assert.Equal(0, await first.Child.StopAsync(Deadline));
        await broker.StartBrokerAsync();
        await using var second = await TelemetryProcess.StartRoleAsync("collector", config, port);
        await ArrivedAsync(scrapes, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Equal(0, await second.Child.StopAsync(Deadline));

        foreach (var name in Names)
        {
            var served = pages.ScrapesOf(name).Count;
            await Eventually.TrueAsync(() => served - RecordsOf(scrapes, name) <= Stops, Deadline, () => $"{name}: {served} scrapes, {RecordsOf(scrapes, name)} records");
        }
    }

    private static int RecordsOf(StreamedScrapes scrapes, string name) =>
        scrapes.TimesByTarget().Single(target => target.Key.EndsWith($"/{name}", StringComparison.Ordinal)).Value.Count;

    // Every target's scrapes up to a time have come.
    private static Task ArrivedAsync(StreamedScrapes scrapes, long timeMs) => Eventually.TrueAsync(
        () => scrapes.TimesByTarget() is { Count: 4 } targets && targets.Values.All(times => times[^1] >= timeMs),
        Deadline,
        () => $"{scrapes.Seen.Count} records");

    private static async Task<bool> IsOnDiskAsync(HttpClient client, int port, long bytes)
    {
        var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
        var line = page.Split('\n').FirstOrDefault(line => line.StartsWith("telemetry_collector_send_buffer_disk_size_bytes", StringComparison.Ordinal));
        return line is not null && double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) >= bytes;
    }

    private static string HistogramOf(int index)
    {
        var buckets = Enumerable.Range(0, 14).Select(bucket => $"etcd_request_duration_seconds_bucket{{operation=\"op{index}\",le=\"{Math.Pow(2, bucket)}\"}} {bucket}\n");
        var type = index == 0 ? "# TYPE etcd_request_duration_seconds histogram\n" : "";
        return $"{type}{string.Concat(buckets)}etcd_request_duration_seconds_bucket{{operation=\"op{index}\",le=\"+Inf\"}} 14\n"
            + $"etcd_request_duration_seconds_sum{{operation=\"op{index}\"}} 9\netcd_request_duration_seconds_count{{operation=\"op{index}\"}} 14\n";
    }

    private static string WriteSettings(TemporaryFolder folder, KafkaBroker broker, CountingTarget pages)
    {
        var properties = string.Join('\n', broker.Properties.Select(property => $"    {property.Key}: \"{property.Value}\""));
        var jobs = string.Join('\n', Names.Select(name => $"""
              - job_name: apiserver-{name}
                scrape_interval: {IntervalMs}ms
                metrics_path: "/metrics?name={name}"
                static_configs:
                  - targets: ["{pages.Address}"]
                    labels: {"{"} instance: {name} {"}"}
            """));
        return folder.Write("telemetry.yaml", $"""
            cluster:
              name: test
            scrape_configs:
            {jobs}
            collector:
              send_buffer_bytes: 1MB
            transport:
              kind: kafka
            kafka:
              partitions: 2
              replication_factor: 1
              properties:
            {properties}
            storage:
              path: {folder["data"]}
            """);
    }
}
