using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.Alerting;
using Telemetry.Alerting.Intake;
using Telemetry.Cli.Events;
using Telemetry.Cli.Replaying;
using Telemetry.Cli.Settings;
using Telemetry.Collector.Recordings;
using Telemetry.Detector;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Transport;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry replay DIR</c>: what would have been paged, and when.</summary>
internal static class ReplayCommand
{
    /// <summary>Name of the cluster where a recording is replayed and the settings give none.</summary>
    public const string DefaultCluster = "recording";

    private const string Max = "max";

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of a recording." };
        var speed = new Option<string>("--speed")
        {
            Description = "Event seconds per second, or max.",
            HelpName = "N|max",
            DefaultValueFactory = _ => Max,
        };
        var format = new Option<string>("--format")
        {
            Description = "json prints event lines (docs/formats/events.md) on stdout and nothing else there.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var state = new Option<string?>("--state")
        {
            Description = "Folder for state and results; a replay that was interrupted goes on from there.",
            HelpName = "PATH",
        };
        var feedback = new Option<string?>("--feedback")
        {
            Description = "Lines that `telemetry feedback` printed; each counts from its own time on.",
            HelpName = "FILE",
        };
        var command = new Command("replay", "Replays a recording through the pipeline, in event time.") { folder, speed, format, state, feedback };
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            if (!TryParseSpeed(parsed.GetValue(speed)!, out var factor))
            {
                Console.Error.WriteLine($"--speed {parsed.GetValue(speed)}: give a number above 0, or {Max}.");
                return Task.FromResult(SettingsArguments.UsageError);
            }

            if (arguments.Load(parsed, Console.Error, DefaultCluster) is not { } settings) return Task.FromResult(SettingsArguments.UsageError);
            if (FeedbackFile.Read(parsed.GetValue(feedback), Console.Error) is not { } said) return Task.FromResult(SettingsArguments.UsageError);
            var options = new ReplayOptions { Recording = parsed.GetValue(folder)!, Speed = factor, StateFolder = parsed.GetValue(state), Feedback = said };
            return RunAsync(options, settings, parsed.GetValue(format) == "json");
        });
        return command;
    }

    private static async Task<int> RunAsync(ReplayOptions options, TelemetrySettings settings, bool json)
    {
        using var signals = new StopSignals();
        try
        {
            var reader = RecordingReader.Open(options.Recording);
            var events = new EventOrder(PrinterFor(reader, json));
            using var host = CreateHost(settings, options, events, out var source);
            var transport = await source.OpenAsync(host.Services);
            var progress = new ProgressLine(Console.Error, !Console.IsErrorRedirected, reader.Manifest, TimeProvider.System);
            await new ReplaySession(host, transport, reader, options, settings.Cluster.Name, events).RunAsync(progress.Show, signals.Token);
            progress.Clear();
            await host.StopAsync(CancellationToken.None);
            return 0;
        }
        catch (Exception failure) when (failure is RecordingException or TransportException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(signals.Token.IsCancellationRequested
                ? "Interrupted. With --state the same command goes on from the last checkpoint."
                : "A role failed; the reason stands above.");
            return 1;
        }
    }

    private static IHost CreateHost(
        TelemetrySettings settings, ReplayOptions options, IDecisionObserver printer, out TransportSource<Transport.Embedded.EmbeddedTransport> source)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        ConsoleLogs.Configure(builder.Logging, settings.Log);
        source = new((meters, loggers) => Snapshot.OpenAsync(options.StateFolder, settings.Transport.Embedded, meters, loggers));
        source.AddTo(builder.Services);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(printer);
        builder.Services.AddSingleton(settings.Catalog.Load());
        builder.Services.AddDetectorAdapters().AddDetector(settings.Detector);
        builder.Services.AddAlerting(settings.Alerting, settings.Web.ExternalUrl);
        return builder.Build();
    }

    private static IEventPrinter PrinterFor(RecordingReader reader, bool json) => json
        ? new EventLinePrinter(Console.OpenStandardOutput())
        : new EventTextPrinter(Console.Out, DateTimeOffset.FromUnixTimeMilliseconds(reader.Manifest.StartMs));

    private static bool TryParseSpeed(string text, out double? speed)
    {
        speed = null;
        if (text == Max) return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) || !(factor > 0) || double.IsInfinity(factor)) return false;
        speed = factor;
        return true;
    }
}
