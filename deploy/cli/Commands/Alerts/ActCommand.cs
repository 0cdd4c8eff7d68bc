using System.CommandLine;
using System.Text.Json;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts ack|silence|resolve|replay</c>.</summary>
internal static class ActCommand
{
    private const string OfAlert = "Id of the alert, as list gives it; of a group of others the beginning of its key is enough.";

    public static Command Acknowledge()
    {
        var withdraw = new Option<bool>("--withdraw") { Description = "Give it back instead." };
        return Create("ack", "Takes care of an alert: nobody else is woken for it unless it gets worse.", OfAlert, [withdraw], (parsed, id, said) =>
            ($"alerts/{id}/{(parsed.GetValue(withdraw) ? "unacknowledge" : "acknowledge")}", said));
    }

    public static Command Silence()
    {
        var length = new Option<string>("--for") { Description = "How long: 30m, 2h, 1d; at most 30d.", HelpName = "TIME", DefaultValueFactory = _ => "2h" };
        return Create("silence", "Holds back what an alert is about, for a while; amtool silence expire ends it.", OfAlert, [length], (parsed, id, said) =>
        {
            said["for"] = parsed.GetValue(length)!;
            return ($"alerts/{id}/silence", said);
        });
    }

    public static Command Resolve() =>
        Create("resolve", "Says that an alert is over, whatever its source says.", OfAlert, [], (_, id, said) => ($"alerts/{id}/resolve", said));

    public static Command Replay() => Create("replay", "Sends a dead letter again.", "Row of the message, as show prints it below each one that was not sent.", [], (parsed, id, said) =>
    {
        said["row"] = Uri.UnescapeDataString(id);
        return ("alerts/replay", said);
    });

    private static Command Create(
        string name, string description, string of, IReadOnlyList<Option> options, Func<ParseResult, string, Dictionary<string, string>, (string Path, Dictionary<string, string> Fields)> request)
    {
        var id = new Argument<string>("ID") { Description = of };
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
