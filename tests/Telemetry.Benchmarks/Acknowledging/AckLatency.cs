using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Benchmarks.Input;
using Telemetry.Benchmarks.Report;
using Telemetry.Benchmarks.Scraping;
using Telemetry.Benchmarks.Transports;
using Telemetry.Collector;
using Telemetry.Collector.Scraping;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Acknowledging;

/// <summary>End of a scrape → its record acknowledged by the transport: parsing, encoding, the send buffer and the transport itself.</summary>
internal static class AckLatency
{
    private const int ApiServers = 4;
    private const int Etcds = 46;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(40);

    public static async Task RunAsync(Table table)
    {
        var pages = await RecordedPages.LoadAsync(pagesPerJob: 8);
        var (apiServer, etcd) = (ServedPage.OfSameSeries(pages["apiserver"]), ServedPage.OfSameSeries(pages["etcd"]));
        await using var served = await ServedPages.StartAsync([.. Enumerable.Repeat(apiServer, ApiServers), .. Enumerable.Repeat(etcd, Etcds)]);
        table.Heading($"Scrape end → record acknowledged, {served.Targets.Count} targets at 1 s", "median", "p99", "slowest", "limit of p99");
        table.Quantiles("embedded", await RealTransports.WithEmbeddedAsync(transport => MeasureAsync(transport, served)), limit: "50 ms");
        if (RealTransports.MissingForKafka is { } missing) table.Row("Kafka", $"not installed: {missing}");
        else table.Quantiles("Kafka (a broker of one node)", await RealTransports.WithKafkaAsync(transport => MeasureAsync(transport, served)), limit: "250 ms");
    }

    private static async Task<List<TimeSpan>> MeasureAsync(IStreamTransport transport, ServedPages served)
    {
        var publisher = new AcknowledgedPublisher(transport);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton<IStreamPublisher>(publisher).AddSingleton(transport);
        builder.Services.AddCollector(new CollectorOptions
        {
            Cluster = "bench",
            ScrapeConfigs = [new ScrapeConfigOptions { JobName = "bench", ScrapeInterval = TimeSpan.FromSeconds(1), Targets = [.. served.Targets] }],
        });
        using var host = builder.Build();
        await host.StartAsync();
        await Task.Delay(WarmUp);
        publisher.Clear();
        await Task.Delay(Measured);
        var latencies = publisher.Latencies;
        await host.StopAsync();
        return latencies;
    }
}
