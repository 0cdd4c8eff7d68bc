using System.CommandLine;
using System.Text.Json;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts ack|silence|resolve|replay</c>.</summary>
internal static class ActCommand
{
    public static Command Acknowledge()
    {
        var withdraw = new Option<bool>("--withdraw") { Description = "Give it back instead." };
        return Create("ack", "Takes care of an alert: nobody else is woken for it unless it gets worse.", [withdraw], (parsed, id, said) =>
            ($"alerts/{id}/{(parsed.GetValue(withdraw) ? "unacknowledge" : "acknowledge")}", said));
    }

    public static Command Silence()
    {
        var length = new Option<string>("--for") { Description = "How long: 30m, 2h, 1d; at most 30d.", HelpName = "TIME", DefaultValueFactory = _ => "2h" };
        return Create("silence", "Holds back what an alert is about, for a while.", [length], (parsed, id, said) =>
        {
            said["for"] = parsed.GetValue(length)!;
            return ($"alerts/{id}/silence", said);
        });
    }

    public static Command Resolve() =>
        Create("resolve", "Says that an alert is over, whatever its source says.", [], (_, id, said) => ($"alerts/{id}/resolve", said));

    public static Command Replay() => Create("replay", "Sends a dead letter again; ID is its row, as list --state dead and show give it.", [], (parsed, id, said) =>
    {
        said["row"] = Uri.UnescapeDataString(id);
        return ("alerts/replay", said);
    });

    private static Command Create(
        string name, string description, IReadOnlyList<Option> options, Func<ParseResult, string, Dictionary<string, string>, (string Path, Dictionary<string, string> Fields)> request)
    {
        var id = new Argument<string>("ID") { Description = "Id or key of the alert." };
        var by = new Option<string>("--by") { Description = "Who says it.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };
        var note = new Option<string>("--note") { Description = "Why.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var command = new Command(name, description) { id, by, note };
        foreach (var option in options) command.Add(option);
        var connection = new AlertsConnection();
        connection.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var said = new Dictionary<string, string> { ["by"] = parsed.GetValue(by)!, ["note"] = parsed.GetValue(note)! };
            var (path, fields) = request(parsed, Uri.EscapeDataString(parsed.GetValue(id)!), said);
            return connection.RunAsync(parsed, client => client.PostAsync(path, JsonSerializer.Serialize(fields)), Console.Write);
        });
        return command;
    }
}
