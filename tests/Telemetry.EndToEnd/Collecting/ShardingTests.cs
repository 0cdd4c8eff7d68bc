using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Contracts.Signals;
using Telemetry.EndToEnd.Line;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Processes;
using Telemetry.Transport;
using Telemetry.Transport.Kafka;
using Xunit;

namespace Telemetry.EndToEnd.Collecting;

/// <summary>Collectors as processes that share targets, two, then three, then two again, and a detector behind a real broker.</summary>
[Collection(RealTime.Name)]
public sealed class ShardingTests
{
    private const int Targets = 12;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Handover = TimeSpan.FromSeconds(3);
    // How late a busy machine may serve a moment that is due, and the slots that it may miss for it; which collector serves what is exact.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private static readonly double MissedSlots = Slack / Interval;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [ServerFact("npm", "java")]
    public async Task Shards_TwoThenThreeThenTwo_LeaveNoGapAndNoDoubleDownstream()
    {
        await using var broker = await KafkaBroker.StartAsync();
        foreach (var stream in Streams.All) await broker.CreateTopicAsync(stream, partitions: 2, Streams.IsCompacted(stream));
        await using var target = await CountingTarget.StartAsync();
        using var folder = new TemporaryFolder();
        var config = WriteSettings(folder, broker, target, shards: 2);

        await using var detector = await TelemetryProcess.StartRoleAsync("detector", config, Ports.Free());
        await using var first = await StartCollectorAsync(folder, config, 0);
        await using var second = await StartCollectorAsync(folder, config, 1);
        await AllScrapedFromNowAsync(target, 1);

        WriteSettings(folder, broker, target, shards: 3);
        await using var third = await StartCollectorAsync(folder, config, 2);
        TelemetryProcess[] collectors = [first, second, third];
        await ReloadAsync(collectors);
        await AllScrapedFromNowAsync(target, 2);

        WriteSettings(folder, broker, target, shards: 2);
        await ReloadAsync(collectors);
        await AllScrapedFromNowAsync(target, 2);
        foreach (var process in collectors) Assert.Equal(0, await process.Child.StopAsync(Deadline));

        var until = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < Targets; i++) AssertNoGap(target.ScrapesOf(Name(i)), until);
        await AssertDownstreamAsync(broker);
        Assert.Equal(0, await detector.Child.StopAsync(Deadline));
    }

    /// <summary>A counting target sees a scrape within every two intervals, as far as the machine keeps up.</summary>
    private static void AssertNoGap(IReadOnlyList<DateTimeOffset> scrapes, DateTimeOffset until)
    {
        var gaps = scrapes.Zip([.. scrapes.Skip(1), until], (earlier, later) => later - earlier).ToList();
        Assert.All(gaps[..^1], gap => Assert.InRange(gap, TimeSpan.Zero, (2 * Interval) + Slack));
    }

    private static async Task AssertDownstreamAsync(KafkaBroker broker)
    {
        ConcurrentQueue<byte[]> metrics = [], signals = [];
        await using var transport = await KafkaTransport.OpenAsync(
            new KafkaOptions { Properties = broker.Properties.ToDictionary(), ReplicationFactor = 1 },
            [Streams.Metrics, Streams.Signals], TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();
        var reading = Task.WhenAll(
            transport.ConsumeAsync(new StreamSubscription(Streams.Metrics, "test", TimeSpan.FromSeconds(1)), _ => new KeptRecords(metrics), stop.Token),
            transport.ConsumeAsync(new StreamSubscription(Streams.Signals, "test", TimeSpan.FromSeconds(1)), _ => new KeptRecords(signals), stop.Token));

        // The detector has answered for everything once its scrapes and the slots that were published are the same.
        await Eventually.TrueAsync(
            () => metrics.Count >= Targets && SlotsOf(metrics).Values.Distinct().Count() == TakenOf(signals).Count(),
            Deadline, () => $"{SlotsOf(metrics).Values.Distinct().Count()} slots of {metrics.Count} records, {TakenOf(signals).Count()} scored");
        await stop.CancelAsync();
        await reading;

        var slots = SlotsOf(metrics);
        var taken = TakenOf(signals).Select(scrape => slots[scrape]).ToList();
        Assert.True(slots.Count > taken.Count, "No two collectors scraped a target at the same time, so nothing was shown.");
        Assert.Equal(taken.Count, taken.Distinct().Count());
        foreach (var ofTarget in taken.GroupBy(slot => slot.Target))
        {
            var numbers = ofTarget.Select(slot => slot.Number).Order().ToList();
            Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.InRange((pair.Second - pair.First) / Interval.TotalSeconds, 1, 2 + MissedSlots));
        }
    }

    private static Dictionary<(TargetId Target, long TimeMs), (TargetId Target, long Number)> SlotsOf(IEnumerable<byte[]> metrics)
    {
        var slots = new Dictionary<(TargetId, long), (TargetId, long)>();
        foreach (var record in metrics)
        {
            var reader = new MetricsRecordReader(record);
            Assert.True(reader.Read());
            var id = reader.Resource.ToTarget();
            slots[(id, reader.Resource.ScrapeTimeMs)] = (id, reader.Resource.Slot);
        }
        return slots;
    }

    private static IEnumerable<(TargetId, long)> TakenOf(IEnumerable<byte[]> signals) =>
        signals.Select(record => SignalCodec.Decode(record, out _)!).Select(record => (record.Target, record.ScrapeTimeMs));

    private static Task<TelemetryProcess> StartCollectorAsync(TemporaryFolder folder, string config, int ordinal)
    {
        var pod = string.Create(CultureInfo.InvariantCulture, $"telemetry-{ordinal}");
        return TelemetryProcess.StartPodAsync(pod, "collector", config, Ports.Free(), "--set", $"storage.path={folder[pod]}");
    }

    private static async Task AllScrapedFromNowAsync(CountingTarget target, int scrapes)
    {
        var from = TimeProvider.System.GetUtcNow();
        await Eventually.TrueAsync(
            () => Enumerable.Range(0, Targets).All(i => target.ScrapesOf(Name(i)).Count(at => at > from + Handover) >= scrapes),
            Deadline, () => string.Join(' ', Enumerable.Range(0, Targets).Select(i => target.ScrapesOf(Name(i)).Count)));
    }

    private static async Task ReloadAsync(TelemetryProcess[] collectors)
    {
        foreach (var collector in collectors)
        {
            var before = Reloads(collector);
            collector.Child.HangUp();
            await Eventually.TrueAsync(() => Reloads(collector) > before, Deadline, () => collector.Child.Tail());
        }
    }

    private static int Reloads(TelemetryProcess collector) =>
        collector.Child.Errors.Count(line => line.Contains("Settings reloaded", StringComparison.Ordinal));

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"t{i}");

    private static string WriteSettings(TemporaryFolder folder, KafkaBroker broker, CountingTarget target, int shards)
    {
        var properties = string.Join('\n', broker.Properties.Select(property => $"    {property.Key}: \"{property.Value}\""));
        var jobs = string.Join('\n', Enumerable.Range(0, Targets).Select(i =>
            $"  - {{ job_name: {Name(i)}, scrape_interval: 2s, scrape_timeout: 1s, metrics_path: \"/metrics?name={Name(i)}\", targets: [\"{target.Address}\"] }}"));
        return folder.Write("telemetry.yaml", $"""
            cluster: {"{ name: test }"}
            collector:
              shard: {shards}
              shard_handover: {Handover.TotalSeconds}s
            scrape_configs:
            {jobs}
            transport: {"{ kind: kafka }"}
            kafka:
              partitions: 2
              replication_factor: 1
              properties:
            {properties}
            storage: {$"{{ path: {folder["data"]} }}"}
            """);
    }
}
