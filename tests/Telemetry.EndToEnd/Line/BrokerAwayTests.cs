using System.Globalization;
using Microsoft.AspNetCore.Http;
using Telemetry.Contracts;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>A collector whose broker is killed while it scrapes, that is stopped meanwhile, and started once the broker is back.</summary>
[Collection(RealTime.Name)]
public sealed class BrokerAwayTests
{
    private const int IntervalMs = 200;

    // A page of two hundred 14-bucket histograms, so that memory, at its smallest, is full within seconds.
    private static readonly string Page = string.Concat(Enumerable.Range(0, 200).Select(HistogramOf));

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [ServerFact("npm", "java")]
    public async Task BrokerKilled_CollectorScrapesOnAndIsStopped_NoScrapeIsMissingOnceBothAreBack()
    {
        await using var broker = await KafkaBroker.StartAsync();
        foreach (var stream in Streams.All) await broker.CreateTopicAsync(stream, partitions: 2, Streams.IsCompacted(stream));
        await using var pages = await StandInServer.StartAsync(_ => Results.Text(Page, "text/plain; version=0.0.4"));
        using var folder = new TemporaryFolder();
        var config = WriteSettings(folder, broker, pages);
        await using var scrapes = await StreamedScrapes.ReadAsync(broker);
        var port = Ports.Free();
        await using var first = await TelemetryProcess.StartRoleAsync("collector", config, port);
        await ArrivedAsync(scrapes, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        await broker.KillBrokerAsync();
        var killed = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var client = new HttpClient();
        await Eventually.TrueAsync(() => IsOnDiskAsync(client, port, 2 << 20), Deadline, () => first.Child.Tail());
        var stopped = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(0, await first.Child.StopAsync(Deadline));
        await broker.StartBrokerAsync();
        await using var second = await TelemetryProcess.StartRoleAsync("collector", config, port);
        await ArrivedAsync(scrapes, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        var targets = scrapes.TimesByTarget();
        Assert.Equal(4, targets.Count);
        foreach (var (target, times) in targets)
        {
            var between = times.Where(time => time >= killed - 1000 && time <= stopped).ToList();
            Assert.True(between.Count >= (stopped - killed) / IntervalMs / 2, $"{target}: {between.Count} scrapes in {stopped - killed} ms");
            var gaps = between.Zip(between.Skip(1), (earlier, later) => later - earlier);
            Assert.All(gaps, gap => Assert.True(gap < 2 * IntervalMs + 100, $"{target}: a gap of {gap} ms while the broker was away"));
        }
    }

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

    private static string WriteSettings(TemporaryFolder folder, KafkaBroker broker, StandInServer pages)
    {
        var properties = string.Join('\n', broker.Properties.Select(property => $"    {property.Key}: \"{property.Value}\""));
        var targets = string.Join('\n', Enumerable.Range(0, 4).Select(i =>
            $"      - {{ targets: [\"{pages.Address.Authority}\"], labels: {{ instance: page-{i} }} }}"));
        return folder.Write("telemetry.yaml", $"""
            cluster:
              name: test
            scrape_configs:
              - job_name: apiserver
                scrape_interval: {IntervalMs}ms
                static_configs:
            {targets}
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
