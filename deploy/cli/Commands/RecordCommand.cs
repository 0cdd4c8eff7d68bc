using System.CommandLine;
using Telemetry.Cli.Settings;
using Telemetry.Collector;
using Telemetry.Collector.Recordings;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Telemetry.Kubernetes.Access;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry record DIR</c>.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder to write; it must not hold a recording." };
        var command = new Command("record", "Scrapes the targets of the settings into a recording, until stopped.") { folder };
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(folder)!, arguments, parsed));
        return command;
    }

    private static async Task<int> RunAsync(string folder, SettingsArguments arguments, ParseResult parsed)
    {
        if (arguments.Load(parsed, Console.Error) is not { } settings) return SettingsArguments.UsageError;
        if (settings.ScrapeConfigs.Count == 0 && settings.Kubernetes is null)
        {
            await Console.Error.WriteLineAsync("scrape_configs is empty and there is no section kubernetes: there is nothing to record.");
            return SettingsArguments.UsageError;
        }

        try
        {
            var builder = TelemetryHost.CreateBuilder("record", settings.Web, new DiagnosticsOptions { Log = settings.Log, Otlp = settings.Otlp });
            await builder.Services.AddClusterAsync(settings);
            builder.Services.AddRecorder(RoleHost.CollectorOptionsOf(settings), folder);
            var application = builder.Build();
            application.MapHostPages();
            return await HostRunner.RunAsync(application);
        }
        catch (Exception refused) when (refused is RecordingException or KubernetesAccessException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
