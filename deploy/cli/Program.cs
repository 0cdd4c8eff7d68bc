using System.CommandLine;
using Telemetry.Cli.Commands;
using Telemetry.Cli.Commands.Alerts;
using Telemetry.Cli.Settings;

namespace Telemetry.Cli;

internal static class Program
{
    // Roles and tools stop by themselves on a signal, each within its own deadline.
    private static readonly InvocationConfiguration Invocation = new() { ProcessTerminationTimeout = null };

    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Early warning for Kubernetes control planes: scrapes them, scores latency drift, pages once.")
        {
            RoleCommand.Create(Roles.All, "Every role in one process, over the embedded transport unless the settings say otherwise (the default)."),
            RoleCommand.Create(Roles.Collector, "Scrapes targets and publishes what the catalog names."),
            RoleCommand.Create(Roles.Detector, "Scores signals, correlates them into incidents."),
            RoleCommand.Create(Roles.Alerting, "Decides, keeps the outbox, delivers pages; serves the inbox at /alerts."),
            RoleCommand.Create(Roles.Query, "Answers Grafana: the Prometheus HTTP API over recent series."),
            ReplayCommand.Create(),
            BacktestCommand.Create(),
            DemoCommand.Create(),
            RecordCommand.Create(),
            ParseCommand.Create(),
            AlertsCommand.Create(),
            ExplainCommand.Create(),
            FeedbackCommand.Create(),
            TopicsCommand.Create(),
            DoctorCommand.Create(),
            CatalogCommand.Create(),
            CheckConfigCommand.Create(),
            VersionCommand.Create(),
        };
        BriefHelp.Of(root);
        return RunAsync(root.Parse(args.Length == 0 ? ["standalone"] : args));
    }

    // The library answers 1 to a wrong command line, which for some tools means something of its own.
    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var code = await parsed.InvokeAsync(Invocation);
        return parsed.Errors.Count == 0 ? code : SettingsArguments.UsageError;
    }
}
