using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Webhook;
using Telemetry.Alerting.Routing;
using Telemetry.Catalog;
using Telemetry.Detector;
using Telemetry.Testing;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Latency;

/// <summary>Detector and alerting on one transport, with many small clusters whose disks become slow, each at a moment of its own.</summary>
internal sealed class PageLatencyRun(IStreamTransport transport)
{
    /// <summary>Clusters; each pages once.</summary>
    public const int Clusters = 100;

    /// <summary>Time over which the disks become slow, and so the pages come: a bad day, but no storm.</summary>
    public static readonly TimeSpan Spread = TimeSpan.FromSeconds(20);

    private const int HealthyScrapes = 75;
    private const int MostSlowScrapes = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmUpDeadline = TimeSpan.FromMinutes(5);

    private readonly PageNotes _notes = new();

    /// <summary>Latencies of all pages, sorted.</summary>
    /// <exception cref="InvalidOperationException">A cluster did not page.</exception>
    public async Task<List<TimeSpan>> MeasureAsync()
    {
        await using var receiver = await PageReceiver.StartAsync();
        using var host = BuildHost(receiver.Url);
        await host.StartAsync();
        var clusters = Enumerable.Range(0, Clusters).Select(number => new DriftingCluster(transport, number)).ToList();
        await WarmUpAsync(clusters);
        var latencies = await Task.WhenAll(clusters.Select((cluster, number) => SlowDownAsync(cluster, Spread * number / Clusters, receiver)));
        await host.StopAsync();
        return [.. latencies.Order()];
    }

    // As fast as the pipeline takes it: event time does not know how late it is.
    private async Task WarmUpAsync(List<DriftingCluster> clusters)
    {
        using var seen = new CancellationTokenSource();
        var progress = new ScrapeProgress();
        var reading = transport.ConsumeAsync(ScrapeProgress.Subscription, _ => progress, seen.Token);
        await Task.WhenAll(clusters.Select(HealthyAsync));
        await Eventually.TrueAsync(
            () => clusters.TrueForAll(cluster => progress.LastOf(cluster.Name) == cluster.LastScrapeMs), WarmUpDeadline, () => "the detector did not catch up");
        await seen.CancelAsync();
        await reading;
    }

    private static async Task HealthyAsync(DriftingCluster cluster)
    {
        for (var i = 0; i < HealthyScrapes; i++) await cluster.ScrapeAsync(isSlow: false);
    }

    private async Task<TimeSpan> SlowDownAsync(DriftingCluster cluster, TimeSpan delay, PageReceiver receiver)
    {
        await Task.Delay(delay);
        for (var i = 0; i < MostSlowScrapes; i++)
        {
            await cluster.ScrapeAsync(isSlow: true);
            await Task.Delay(Interval);
            if (_notes.Of(cluster.Name) is { } page && receiver.ArrivalOf(cluster.Name) is { } arrival)
                return Stopwatch.GetElapsedTime(cluster.HandedOverAt(page.DecidedBy), arrival);
        }

        throw new InvalidOperationException($"{cluster.Name} did not page within {MostSlowScrapes} slow scrapes.");
    }

    private IHost BuildHost(string url)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton(TimeProvider.System).AddMetrics().AddSingleton(transport);
        builder.Services.AddSingleton(SignalCatalog.BuiltIn).AddSingleton<IDecisionObserver>(_notes);
        builder.Services.AddDetector(new DetectorOptions());
        builder.Services.AddAlerting(new AlertingOptions
        {
            Route = new RouteOptions { Receiver = "pager" },
            Receivers = [new ReceiverOptions { Name = "pager", Webhook = [new WebhookOptions { Url = url }] }],
        });
        return builder.Build();
    }
}
