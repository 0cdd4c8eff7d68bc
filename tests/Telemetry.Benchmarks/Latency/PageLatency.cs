using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Benchmarks.Report;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Telemetry.Transport.Kafka;
using Telemetry.Transport.Storage;

namespace Telemetry.Benchmarks.Latency;

/// <summary>
/// How long a page takes in real time: from the end of the deciding scrape, through detection, correlation and the durable commit of
/// episode and outbox, to the first byte at the receiver.
/// </summary>
internal static class PageLatency
{
    private const int Partitions = 3;

    public static async Task RunAsync(Table table)
    {
        table.Heading($"Deciding scrape → first byte at the receiver, {PageLatencyRun.Clusters} pages in {PageLatencyRun.Spread.TotalSeconds} s", "median", "p99", "slowest", "limit of p99");
        Print(table, "standalone (embedded transport, SQLite)", await MeasureEmbeddedAsync(), limit: "1 s");
        if (MissingForKafka() is { } missing) table.Row("Kafka", $"not installed: {missing}");
        else Print(table, "Kafka (a broker of one node)", await MeasureKafkaAsync(), limit: "2 s");
        table.Note("The scrape is handed over as a record; parsing and encoding its page comes before (see Parse and Encode).");
    }

    private static string? MissingForKafka()
    {
        if (!NativeLibrary.TryLoad("librdkafka.so.1", out var library)) return "librdkafka1";
        NativeLibrary.Free(library);
        return new[] { "java", "npm" }.FirstOrDefault(program => Programs.Find(program) is null);
    }

    private static async Task<List<TimeSpan>> MeasureEmbeddedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
        try
        {
            await using var transport = await EmbeddedTransport.OpenAsync(
                new StorageOptions { Path = folder }, new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
            return await new PageLatencyRun(transport).MeasureAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<TimeSpan>> MeasureKafkaAsync()
    {
        await using var broker = await KafkaBroker.StartAsync();
        foreach (var stream in Streams.All) await broker.CreateTopicAsync(stream, Partitions, Streams.IsCompacted(stream));
        var options = new KafkaOptions { Properties = new Dictionary<string, string>(broker.Properties), Partitions = Partitions, ReplicationFactor = 1 };
        await using var transport = await KafkaTransport.OpenAsync(
            options, [.. Streams.All], TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        return await new PageLatencyRun(transport).MeasureAsync();
    }

    private static void Print(Table table, string name, List<TimeSpan> sorted, string limit) =>
        table.Row(name, Milliseconds(sorted, 0.5), Milliseconds(sorted, 0.99), Milliseconds(sorted, 1), limit);

    private static string Milliseconds(List<TimeSpan> sorted, double quantile) => string.Create(
        CultureInfo.InvariantCulture, $"{sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1].TotalMilliseconds:0.0} ms");
}
