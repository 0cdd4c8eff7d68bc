using System.CommandLine;
using Telemetry.Catalog;
using Telemetry.Cli.Doctoring;
using Telemetry.Cli.Replaying;
using Telemetry.Cli.Settings;
using Telemetry.Collector.Doctor;
using Telemetry.Collector.Recordings;
using Telemetry.Kubernetes.Access;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry doctor</c>: what a cluster does not show, why, and what to change.</summary>
internal static class DoctorCommand
{
    private const string Help = """
        Tells which expected signals are missing and why, which buckets end too early, what each target costs, what to change.

        telemetry doctor --config telemetry.yaml    scrapes every target of the settings once
        telemetry doctor RECORDING                  the last page of each target of a recording (a folder with manifest.json)
        telemetry doctor FOLDER                     every page in a folder and below it, gzipped or not; file names help to tell parts and versions
        telemetry doctor FILE --component etcd      one page

        Exit code: 0 nothing at or above --fail-on; 3 the worst finding is an info, 4 a warning, 5 an error; 1 nothing could be examined; 2 wrong usage.
        """;

    public static Command Create()
    {
        var path = new Argument<string?>("PATH") { Description = "A recording, a folder of pages, or a page. Without it the targets of the settings are scraped, those of section kubernetes too.", Arity = ArgumentArity.ZeroOrOne };
        var component = new Option<string?>("--component") { Description = "Component that the pages of PATH are of, where neither they nor their names tell.", HelpName = "NAME" };
        var format = new Option<string>("--format") { Description = "table for people, json for machines (docs/doctor.md).", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var failOn = new Option<string>("--fail-on") { Description = "The least severity that makes the exit code other than 0.", DefaultValueFactory = _ => "warning" };
        failOn.AcceptOnlyFromAmong("info", "warning", "error", "never");
        var command = new Command("doctor", Help) { path, component, format, failOn };
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, _) => arguments.Load(parsed, Console.Error, ReplayCommand.DefaultCluster) is { } settings
            ? RunAsync(new DoctorRequest(parsed.GetValue(path), parsed.GetValue(component), settings), parsed.GetValue(format) == "json", Enum.Parse<FailOn>(parsed.GetValue(failOn)!, ignoreCase: true))
            : Task.FromResult(SettingsArguments.UsageError));
        return command;
    }

    private static async Task<int> RunAsync(DoctorRequest request, bool json, FailOn failOn)
    {
        if (request.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return SettingsArguments.UsageError;
        }

        using var signals = new StopSignals();
        try
        {
            var report = await request.ExamineAsync(signals.Token);
            if (report.Targets.Count == 0) await Console.Error.WriteLineAsync($"There is no page in {request.Path ?? "the targets of the settings"}.");
            if (json) Console.Out.Write(ReportJson.Of(report));
            else ReportTables.Print(report);
            return DoctorExit.CodeOf(report, failOn);
        }
        catch (Exception refused) when (refused is RecordingException or CatalogException or KubernetesAccessException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return DoctorExit.NothingExamined;
        }
        catch (OperationCanceledException)
        {
            return DoctorExit.NothingExamined;
        }
    }
}
