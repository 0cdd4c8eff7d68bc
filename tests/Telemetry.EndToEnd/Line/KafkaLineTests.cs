using System.Diagnostics;
using System.Globalization;
using Telemetry.Contracts;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Etcd;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;
using Xunit;
using Xunit.Abstractions;

namespace Telemetry.EndToEnd.Line;

/// <summary>Collector, detector and alerting as three processes over a real broker, watching a real etcd on a disk that slows.</summary>
[Collection(RealTime.Name)]
public sealed class KafkaLineTests(ITestOutputHelper output)
{
    private const string RoutingKey = "0123456789abcdef0123456789abcdef";

    // The 60 good scrapes of the warm-up, and some more so that the own baseline carries the decision.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan PageDeadline = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan ResolveDeadline = TimeSpan.FromMinutes(8);

    [ServerFact("etcd", "strace", "npm", "java")]
    public async Task EtcdSlowed_DetectorAndAlertingKilledInBetween_PagesOnceNamingEtcdAndResolvesOnce()
    {
        await using var broker = await KafkaBroker.StartAsync();
        foreach (var stream in Streams.All) await broker.CreateTopicAsync(stream, partitions: 2, Streams.IsCompacted(stream));
        await using var pager = await PagerDutyStandIn.StartAsync();
        await using var etcd = await EtcdServer.StartAsync();
        using var folder = new TemporaryFolder();
        var config = WriteSettings(folder, broker, pager, etcd);
        using var load = new CancellationTokenSource();
        var loading = etcd.LoadAsync(TimeSpan.FromMilliseconds(20), load.Token);

        var ports = (Collector: Ports.Free(), Detector: Ports.Free(), Alerting: Ports.Free());
        await using var collector = await TelemetryProcess.StartRoleAsync("collector", config, ports.Collector);
        var detector = await TelemetryProcess.StartRoleAsync("detector", config, ports.Detector);
        var alerting = await TelemetryProcess.StartRoleAsync("alerting", config, ports.Alerting);

        await Task.Delay(Quiet);
        await detector.Child.KillAsync();
        detector = await TelemetryProcess.StartRoleAsync("detector", config, ports.Detector);
        await alerting.Child.KillAsync();
        await etcd.SlowDiskAsync(TimeSpan.FromMilliseconds(120));
        alerting = await TelemetryProcess.StartRoleAsync("alerting", config, ports.Alerting);
        var slowed = Stopwatch.StartNew();

        await Eventually.TrueAsync(() => pager.Pages.Count > 0, PageDeadline, () => Explain(pager, detector, alerting));
        output.WriteLine($"paged {slowed.Elapsed} after the disk slowed");
        await detector.Child.KillAsync();
        await alerting.Child.KillAsync();
        detector = await TelemetryProcess.StartRoleAsync("detector", config, ports.Detector);
        alerting = await TelemetryProcess.StartRoleAsync("alerting", config, ports.Alerting);
        await etcd.RestoreDiskAsync();
        await Eventually.TrueAsync(() => pager.Pages[0].IsResolved, ResolveDeadline, () => Explain(pager, detector, alerting));

        var page = Assert.Single(pager.Pages);
        Assert.Equal("etcd", page.Component);
        Assert.Empty(pager.Faults);
        Assert.Single(pager.Requests, request => request.Text.Contains("\"resolve\"", StringComparison.Ordinal));
        foreach (var role in (TelemetryProcess[])[collector, detector, alerting]) Assert.Equal(0, await role.Child.StopAsync(TimeSpan.FromSeconds(30)));
        await load.CancelAsync();
        await loading;
        await detector.DisposeAsync();
        await alerting.DisposeAsync();
    }

    private static string Explain(PagerDutyStandIn pager, TelemetryProcess detector, TelemetryProcess alerting) =>
        $"{pager.Describe()}{Environment.NewLine}detector:{Environment.NewLine}{detector.Child.Tail()}{Environment.NewLine}alerting:{Environment.NewLine}{alerting.Child.Tail()}";

    private static string WriteSettings(TemporaryFolder folder, KafkaBroker broker, PagerDutyStandIn pager, EtcdServer etcd)
    {
        var key = folder.Write("routing-key", RoutingKey);
        var properties = string.Join('\n', broker.Properties.Select(property =>
            string.Create(CultureInfo.InvariantCulture, $"    {property.Key}: \"{property.Value}\"")));
        return folder.Write("telemetry.yaml", $"""
            cluster:
              name: test
            scrape_configs:
              - job_name: etcd
                scrape_interval: 1s
                scrape_timeout: 1s
                targets: ["{etcd.Address}"]
            transport:
              kind: kafka
            kafka:
              partitions: 2
              replication_factor: 1
              properties:
            {properties}
            storage:
              path: {folder["data"]}
            alerting:
              route:
                receiver: pager
              receivers:
                - name: pager
                  pagerduty_configs:
                    - url: {pager.Url}
                      routing_key_file: {key}
            """);
    }
}
