using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Alerting;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Webhook;
using Telemetry.Alerting.Routing;
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
/// How long a page takes, in real time: from the moment at which an incident is handed to the transport, through the durable commit of
/// episode and outbox, to the first byte at the receiver.
/// </summary>
internal static class PageLatency
{
    private const int Pages = 300;

    /// <summary>Pages before the measured ones: until the group has its partitions and the code is compiled.</summary>
    private const int WarmUpPages = 20;

    private const int Partitions = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(Table table)
    {
        table.Heading($"Incident decided → first byte at the receiver, {Pages} pages", "median", "p99", "slowest", "limit of p99");
        Print(table, "standalone (embedded transport, SQLite)", await MeasureEmbeddedAsync(), limit: "1 s");
        if (MissingForKafka() is { } missing) table.Row("Kafka", $"not installed: {missing}");
        else Print(table, "Kafka (a broker of one node)", await MeasureKafkaAsync(), limit: "2 s");
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
            return await MeasureAsync(transport);
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
        return await MeasureAsync(transport);
    }

    private static async Task<List<TimeSpan>> MeasureAsync(IStreamTransport transport)
    {
        await using var receiver = await PageReceiver.StartAsync();
        using var host = BuildHost(transport, receiver.Url);
        await host.StartAsync();
        await FeedAsync("warm-up", WarmUpPages);
        var latencies = await FeedAsync("measured", Pages);
        await host.StopAsync();
        return latencies;

        async Task<List<TimeSpan>> FeedAsync(string prefix, int pages)
        {
            var feed = new IncidentFeed(transport, prefix, pages, Pause);
            await feed.RunAsync();
            await Eventually.TrueAsync(() => feed.HandedOver.Keys.All(id => receiver.ArrivalOf(id) is not null), Deadline, () => $"not all of {pages} pages came");
            return [.. feed.HandedOver.Select(incident => Stopwatch.GetElapsedTime(incident.Value, receiver.ArrivalOf(incident.Key)!.Value)).Order()];
        }
    }

    private static IHost BuildHost(IStreamTransport transport, string url)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton(TimeProvider.System).AddMetrics().AddSingleton(transport);
        builder.Services.AddAlerting(new AlertingOptions
        {
            Route = new RouteOptions { Receiver = "pager" },
            Receivers = [new ReceiverOptions { Name = "pager", Webhook = [new WebhookOptions { Url = url }] }],
        });
        return builder.Build();
    }

    private static void Print(Table table, string name, List<TimeSpan> sorted, string limit) =>
        table.Row(name, Milliseconds(sorted, 0.5), Milliseconds(sorted, 0.99), Milliseconds(sorted, 1), limit);

    private static string Milliseconds(List<TimeSpan> sorted, double quantile) => string.Create(
        CultureInfo.InvariantCulture, $"{sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1].TotalMilliseconds:0.0} ms");
}
