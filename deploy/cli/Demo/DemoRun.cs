using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using Telemetry.Alerting;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Routing;
using Telemetry.Cli.Commands;
using Telemetry.Cli.Replaying;
using Telemetry.Cli.Terminal;
using Telemetry.Collector.Recordings;
using Telemetry.Detector;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.Cli.Demo;

/// <summary>The demo: a replay with a pager of its own and an inbox page, told on a time line.</summary>
internal static class DemoRun
{
    private const int PlainWidth = 140;

    private static readonly TimeSpan DeliveryDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Runs it. The exit code is 0 when the pager rang, else 1.</summary>
    public static async Task<int> RunAsync(DemoOptions options)
    {
        using var signals = new StopSignals();
        using var key = new RoutingKeyFile();
        var console = TerminalConsole.Create(PlainWidth);
        try
        {
            var reader = RecordingReader.Open(options.Recording);
            var progress = new ProgressLine(Console.Error, !Console.IsErrorRedirected, reader.Manifest, TimeProvider.System);
            var timeline = new Timeline(
                console, progress, DateTimeOffset.FromUnixTimeMilliseconds(reader.Manifest.StartMs),
                RecordedTruth.Load(options.Recording), new StockRules(reader.Manifest.StockRules ?? []));
            var pager = new DemoPager(timeline.OnReceived);
            await using var host = CreateHost(options, timeline, key, out var source);
            var transport = await source.OpenAsync(host.Services);
            host.MapHostPages();
            host.MapAlerting();
            pager.Map(host);

            Introduce(console, reader, options);
            var replay = new ReplayOptions { Recording = options.Recording };
            await new ReplaySession(host, transport, reader, replay, ReplayCommand.DefaultCluster, events: null).RunAsync(progress.Show, signals.Token);
            progress.Clear();
            await WaitForDeliveriesAsync(host, signals.Token);
            Conclude(console, pager.Pages);
            if (options.Stay) await StayAsync(console, options, signals.Token);
            await host.StopAsync(CancellationToken.None);
            return pager.Pages > 0 ? 0 : 1;
        }
        catch (Exception failure) when (failure is RecordingException or TransportException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return 1;
        }
    }

    private static WebApplication CreateHost(DemoOptions options, IDecisionObserver timeline, RoutingKeyFile key, out TransportSource<EmbeddedTransport> source)
    {
        var web = new WebOptions { ListenAddress = options.ListenAddress };
        var builder = TelemetryHost.CreateBuilder("demo", web, new DiagnosticsOptions { Log = { Level = LogLevel.Error } });
        source = new((meters, loggers) => Snapshot.OpenAsync(folder: null, new EmbeddedTransportOptions(), meters, loggers));
        source.AddTo(builder.Services);
        builder.Services.AddSingleton(timeline);
        builder.Services.AddDetector(new DetectorOptions());
        builder.Services.AddAlerting(PagerSettings(options, key), new Uri($"http://{options.ListenAddress}/"));
        return builder.Build();
    }

    private static AlertingOptions PagerSettings(DemoOptions options, RoutingKeyFile key) => new()
    {
        Route = new RouteOptions { Receiver = "pager" },
        Receivers =
        [
            new ReceiverOptions
            {
                Name = "pager",
                PagerDuty = [new PagerDutyOptions { Url = DemoPager.UrlOn(options.ListenAddress), RoutingKeyFile = key.Path }],
            },
        ],
    };

    private static void Introduce(IAnsiConsole console, RecordingReader reader, DemoOptions options)
    {
        console.MarkupLineInterpolated(
            $"[bold]Telemetry[/] replays {TimeSpan.FromSeconds(reader.Manifest.Seconds):mm\\:ss} of a recorded control plane: {reader.Targets.Count} targets through the real pipeline.");
        console.MarkupLineInterpolated($"The inbox is at [link]http://{options.ListenAddress}/alerts[/] while it runs. Times are the recording's own.");
        console.WriteLine();
    }

    // The pager is told in real time, over HTTP: the last of it may still be on its way when the recording has ended.
    private static async Task WaitForDeliveriesAsync(WebApplication host, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DeliveryDeadline);
        try
        {
            await host.Services.GetRequiredService<IAlertDelivery>().WaitUntilSentAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Not every message had reached the pager after {DeliveryDeadline.TotalSeconds:0} s.");
        }
    }

    private static void Conclude(IAnsiConsole console, int pages)
    {
        console.WriteLine();
        if (pages > 0) console.MarkupLineInterpolated($"[bold]{pages}[/] page{(pages == 1 ? "" : "s")} in all. Your own cluster: [bold]./telemetry run --config FILE[/], see README.md.");
        else console.MarkupLine("[red]No page came.[/]");
    }

    private static async Task StayAsync(IAnsiConsole console, DemoOptions options, CancellationToken cancellationToken)
    {
        console.MarkupLineInterpolated($"The inbox stays at [link]http://{options.ListenAddress}/alerts[/] until Ctrl-C.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The way to leave.
        }
    }
}
