using System.CommandLine;
using Telemetry.Alerting.Explanations;
using Telemetry.Cli.Incidents;
using Telemetry.Cli.Settings;
using Telemetry.Contracts.Feedback;
using Telemetry.Transport;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry explain INCIDENT</c>: what it probably is, since when, what moved, what was changed, what is ruled out.</summary>
internal static class ExplainCommand
{
    private const string Json = "json";

    public static Command Create()
    {
        var incident = new Argument<string>("INCIDENT") { Description = "Id of the incident, as in the page and in event lines." };
        var state = new Option<string?>("--state")
        {
            Description = "Folder of a replay's --state, or storage.path of a process that does not run; else the running process is asked.",
            HelpName = "PATH",
        };
        var format = new Option<string>("--format")
        {
            Description = "json gives the evidence and the points of the pictures beside the words.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", Json);
        var command = new Command("explain", "Explains an incident in words, from the evidence that it carries.") { incident, state, format };
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            if (arguments.Load(parsed, Console.Error, defaultCluster: "unnamed") is not { } settings) return Task.FromResult(SettingsArguments.UsageError);
            return RunAsync(parsed.GetValue(incident)!, parsed.GetValue(state), parsed.GetValue(format)!, settings);
        });
        return command;
    }

    private static async Task<int> RunAsync(string incident, string? state, string format, TelemetrySettings settings)
    {
        try
        {
            if (state is null)
            {
                using var client = new AlertingClient(settings.Web);
                if (await client.ExplainAsync(incident, format) is { } answer)
                {
                    await (answer.IsGood ? Console.Out : Console.Error).WriteAsync(answer.Body);
                    return answer.IsGood ? 0 : 1;
                }

                await Console.Error.WriteLineAsync($"Nobody answers at {client.Address}: looking into storage.path instead.");
            }

            return await ExplainStoredAsync(incident, state ?? settings.Storage.Path, format);
        }
        catch (TransportException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task<int> ExplainStoredAsync(string incident, string path, string format)
    {
        await using var store = await IncidentStore.OpenAsync(path);
        if (StoredIncident.Find(await store.ReadIncidentsAsync(), incident, path, out var refusal) is not { } found)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        var explanation = Explanation.Of(found.Latest, found.Evidence);
        if (format == Json)
        {
            Console.WriteLine(ExplanationJson.Of(explanation, found.Latest, found.Evidence));
            return 0;
        }

        foreach (var line in explanation.Lines) Console.WriteLine(line);
        if (await store.ReadFeedbackAsync(incident) is { Verdict: not FeedbackVerdict.Withdrawn } said)
            Console.WriteLine($"{said.By} said {FeedbackLine.NameOf(said.Verdict)} of it{(said.Note.Length > 0 ? $": {said.Note}" : "")}.");
        return 0;
    }
}
