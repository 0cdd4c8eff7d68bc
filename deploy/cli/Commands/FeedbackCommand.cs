using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Telemetry.Alerting.Judging;
using Telemetry.Cli.Incidents;
using Telemetry.Cli.Settings;
using Telemetry.Contracts.Feedback;
using Telemetry.Transport;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry feedback INCIDENT real|noise|withdrawn</c>: what was said moves the budget of the incident's signals.</summary>
internal static class FeedbackCommand
{
    public static Command Create()
    {
        var incident = new Argument<string>("INCIDENT") { Description = "Id of the incident." };
        var verdict = new Argument<string>("VERDICT") { Description = "real, noise, or withdrawn to take back what was said before." };
        verdict.AcceptOnlyFromAmong("real", "noise", "withdrawn");
        var by = new Option<string>("--by") { Description = "Who says it.", HelpName = "NAME", Required = true };
        var note = new Option<string>("--note") { Description = "Why.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var state = new Option<string?>("--state")
        {
            Description = "Folder of a replay's --state, or storage.path of a process that does not run; else the running process is told.",
            HelpName = "PATH",
        };
        var at = new Option<string?>("--at")
        {
            Description = "Event time from which on it counts, RFC 3339; with --state only. Default: now, or the incident's last record in a replay.",
            HelpName = "TIME",
        };
        var command = new Command("feedback", "Says whether an incident was worth a page; prints the record as a line of JSON.") { incident, verdict, by, note, state, at };
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            if (arguments.Load(parsed, Console.Error, defaultCluster: "unnamed") is not { } settings) return Task.FromResult(SettingsArguments.UsageError);
            if (!TryParseTime(parsed.GetValue(at), out var time))
            {
                Console.Error.WriteLine($"--at {parsed.GetValue(at)}: give a time like 2026-11-21T00:50:00Z.");
                return Task.FromResult(SettingsArguments.UsageError);
            }

            var request = new FeedbackRequest(parsed.GetValue(verdict)!, parsed.GetValue(by)!, parsed.GetValue(note)!);
            return RunAsync(parsed.GetValue(incident)!, request, parsed.GetValue(state), time, settings);
        });
        return command;
    }

    private static async Task<int> RunAsync(string incident, FeedbackRequest request, string? state, DateTimeOffset? at, TelemetrySettings settings)
    {
        try
        {
            return state is null ? await TellAsync(incident, request, settings) : await KeepAsync(incident, request, state, at);
        }
        catch (TransportException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task<int> TellAsync(string incident, FeedbackRequest request, TelemetrySettings settings)
    {
        using var client = new AlertingClient(settings.Web);
        var json = JsonSerializer.Serialize(new Dictionary<string, string> { ["verdict"] = request.Verdict, ["by"] = request.By, ["note"] = request.Note });
        if (await client.SayAsync(incident, json) is not { } answer)
            throw new TransportException($"Nobody answers at {client.Address}: start the process, or name its folder with --state while it does not run.", isTransient: true);
        await (answer.IsGood ? Console.Out : Console.Error).WriteAsync(answer.Body);
        return answer.IsGood ? 0 : 1;
    }

    private static async Task<int> KeepAsync(string incident, FeedbackRequest request, string path, DateTimeOffset? at)
    {
        await using var store = await IncidentStore.OpenAsync(path);
        if (StoredIncident.Find(await store.ReadIncidentsAsync(), incident, path, out var refusal) is not { } found
            || request.ToRecord(found.Evidence, at ?? found.Latest.At, out refusal) is not { } feedback)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        await store.AppendAsync(feedback);
        Console.WriteLine(FeedbackLine.Format(feedback));
        return 0;
    }

    private static bool TryParseTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)) return false;
        time = parsed;
        return true;
    }
}
