using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Processes;
using Telemetry.Transport.Kafka;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>The detector over a real broker, killed while it works, before, between and behind its checkpoints.</summary>
[Collection(RealTime.Name)]
public sealed class KilledDetectorTests
{
    private const int Seconds = 400;
    private const int SlowFrom = 250;
    private const int Kills = 3;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [ServerFact("npm", "java")]
    public async Task Detector_KilledAgainAndAgain_GivesTheSameScoresAndIncidentsBitForBit()
    {
        var records = DriftingScrapes.Make(Seconds, SlowFrom);
        var unbroken = await UnbrokenDetector.RunAsync(records);
        await using var broker = await KafkaBroker.StartAsync();
        foreach (var stream in Streams.All) await broker.CreateTopicAsync(stream, partitions: 1, Streams.IsCompacted(stream));
        using var folder = new TemporaryFolder();
        var config = WriteSettings(folder, broker);
        var options = new KafkaOptions { Properties = new Dictionary<string, string>(broker.Properties), Partitions = 1, ReplicationFactor = 1 };
        await using var transport = await KafkaTransport.OpenAsync(options, Streams.All, TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        await using var signals = StreamedRecords.Read(transport, Streams.Signals);
        await using var incidents = StreamedRecords.Read(transport, Streams.Incidents);

        for (var run = 0; run <= Kills; run++)
        {
            await using var detector = await TelemetryProcess.StartRoleAsync("detector", config, Ports.Free());
            var before = records.Count * run / (Kills + 1);
            var upTo = records.Count * (run + 1) / (Kills + 1);
            foreach (var (key, value) in records.Skip(before).Take(upTo - before)) await transport.PublishAsync(Streams.Metrics, key, value, CancellationToken.None);
            // Killed with half of what it was given still before it; the last one does the rest.
            var awaited = run < Kills ? (before + upTo) / 2 : records.Count;
            await Eventually.TrueAsync(() => Scrapes(signals).Count >= awaited, Deadline, () => $"{Scrapes(signals).Count} of {awaited}: {detector.Child.Tail()}");
            if (run == Kills) await Eventually.TrueAsync(() => Incidents(incidents).Count >= Incidents(unbroken.Incidents).Count, Deadline, () => detector.Child.Tail());
            await detector.Child.KillAsync();
        }

        Assert.Contains(Incidents(unbroken.Incidents).Values, record => IncidentCodec.Decode(Convert.FromHexString(record), out _)!.Severity == Severity.Critical);
        Assert.Equal(Scrapes(unbroken.Signals), Scrapes(signals));
        Assert.Equal(Incidents(unbroken.Incidents), Incidents(incidents));
    }

    private static SortedDictionary<string, string> Scrapes(StreamedRecords signals) => Scrapes(signals.Seen);

    // Doubles must be the same bytes: each key has one value, or this throws.
    private static SortedDictionary<string, string> Scrapes(IEnumerable<byte[]> records) =>
        Distinct(records, value => SignalCodec.Decode(value, out _) is { } record ? $"{record.Target}@{record.ScrapeTimeMs}" : "");

    private static SortedDictionary<string, string> Incidents(StreamedRecords incidents) => Incidents(incidents.Seen);

    private static SortedDictionary<string, string> Incidents(IEnumerable<byte[]> records) =>
        Distinct(records, value => IncidentCodec.Decode(value, out _) is { } record ? $"{record.IncidentId}/{record.Sequence:D4}" : "");

    private static SortedDictionary<string, string> Distinct(IEnumerable<byte[]> records, Func<byte[], string> keyOf)
    {
        var distinct = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var (key, value) = (keyOf(record), Convert.ToHexString(record));
            if (!distinct.TryAdd(key, value)) Assert.Equal(distinct[key], value);
        }

        return distinct;
    }

    private static string WriteSettings(TemporaryFolder folder, KafkaBroker broker) => folder.Write("telemetry.yaml", $"""
        cluster:
          name: test
        transport:
          kind: kafka
        kafka:
          partitions: 1
          replication_factor: 1
          properties:
        {string.Join('\n', broker.Properties.Select(property => $"    {property.Key}: \"{property.Value}\""))}
        storage:
          path: {folder["data"]}
        """);
}
