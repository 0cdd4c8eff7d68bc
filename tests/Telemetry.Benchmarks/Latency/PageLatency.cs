using Telemetry.Benchmarks.Report;
using Telemetry.Benchmarks.Transports;

namespace Telemetry.Benchmarks.Latency;

/// <summary>
/// How long a page takes in real time: from the end of the deciding scrape, through detection, correlation and the durable commit of
/// episode and outbox, to the first byte at the receiver.
/// </summary>
internal static class PageLatency
{
    public static async Task RunAsync(Table table)
    {
        table.Heading($"Deciding scrape → first byte at the receiver, {PageLatencyRun.Clusters} pages in {PageLatencyRun.Spread.TotalSeconds} s", "median", "p99", "slowest", "limit of p99");
        table.Quantiles("standalone (embedded transport, SQLite)", await RealTransports.WithEmbeddedAsync(transport => new PageLatencyRun(transport).MeasureAsync()), limit: "1 s");
        if (RealTransports.MissingForKafka is { } missing) table.Row("Kafka", $"not installed: {missing}");
        else table.Quantiles("Kafka (a broker of one node)", await RealTransports.WithKafkaAsync(transport => new PageLatencyRun(transport).MeasureAsync()), limit: "2 s");
        table.Note("The scrape is handed over as a record; parsing and encoding its page comes before (see Parse and Encode).");
    }
}
