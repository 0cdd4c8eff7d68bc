using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting;
using Telemetry.Alerting.Intake;
using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Pictures;
using Telemetry.Backtest.Reports;
using Telemetry.Backtest.Rules;
using Telemetry.Catalog;
using Telemetry.Cli.Commands;
using Telemetry.Cli.Events;
using Telemetry.Cli.Replaying;
using Telemetry.Collector.Recordings;
using Telemetry.Detector;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Transport.Embedded;

namespace Telemetry.Cli.Backtesting;

/// <summary>
/// <c>telemetry backtest DIR</c>: a recording through the real roles as fast as they go, judged against its labels. The labels are read
/// when everything has been decided.
/// </summary>
internal static class RecordingBacktest
{
    /// <summary>Runs it.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="progress">Told what is done and how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="RecordingException">The folder holds no readable recording.</exception>
    /// <exception cref="Backtest.BacktestException">Labels or rules cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or a role died.</exception>
    public static async Task<BacktestReport> RunAsync(RecordingRequest request, Action<string, double> progress, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var stockRules = RuleFile.Load(request.Rules);
        var reader = RecordingReader.Open(request.Folder);
        var (fromMs, toMs) = (reader.Manifest.StartMs, reader.Manifest.StartMs + (long)(reader.Manifest.Seconds * 1000));
        var traces = new TraceBook(fromMs, toMs);
        using var files = new OutputFiles();
        var collector = new IncidentCollector(request.Events is { } path ? new EventLinePrinter(files.Create(path)) : null);
        var events = new EventOrder(collector);
        using var host = CreateHost(request, events, traces, out var source);
        var transport = await source.OpenAsync(host.Services);
        var options = new ReplayOptions { Recording = request.Folder };
        await new ReplaySession(host, transport, reader, options, ReplayCommand.DefaultCluster, events) { Listeners = [SignalTap.Subscription] }
            .RunAsync(at => progress("replaying", (double)(at.EventTimeMs - fromMs) / Math.Max(1, toMs - fromMs)), cancellationToken);
        await host.StopAsync(CancellationToken.None);
        var took = TimeProvider.System.GetElapsedTime(began);
        var rules = await EvaluatedRules.OfAsync(request.Folder, stockRules, share => progress("stock rules", share), cancellationToken);
        var labels = LabelsOf(request);
        return new BacktestReport
        {
            Input = request.Name,
            FromMs = fromMs,
            ToMs = toMs,
            Took = took,
            Events = collector.Events,
            Labels = rules.Firings is { } firings ? labels with { Rules = firings } : labels,
            Traces = traces,
            Notes = [.. reader.Notices, .. rules.Notes],
        };
    }

    // Labels that are given beside a recording may know the events alone; the rules are then its own.
    private static Labels LabelsOf(RecordingRequest request)
    {
        var own = Labels.Load(Path.Combine(request.Folder, RecordingManifest.FileName));
        if (request.Manifest is null) return own;
        var given = Labels.Load(request.Manifest);
        return given.Rules.Count > 0 ? given : given with { Rules = own.Rules };
    }

    private static IHost CreateHost(RecordingRequest request, EventOrder events, TraceBook traces, out TransportSource<EmbeddedTransport> source)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        ConsoleLogs.Configure(builder.Logging, new LogOptions { Level = LogLevel.Error });
        source = new((meters, loggers) => Snapshot.OpenAsync(folder: null, new EmbeddedTransportOptions(), meters, loggers));
        source.AddTo(builder.Services);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDecisionObserver>(events);
        builder.Services.AddSingleton(request.Catalog);
        builder.Services.AddSingleton(traces);
        builder.Services.AddDetector(new DetectorOptions { PagesPerMonth = request.PagesPerMonth });
        builder.Services.AddAlerting(new AlertingOptions(), externalUrl: null);
        builder.Services.AddHostedService<SignalTap>();
        return builder.Build();
    }
}
