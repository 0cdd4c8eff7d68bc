using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts list</c>.</summary>
internal static class ListCommand
{
    private const string GroupPrefix = "tel1-";
    private const int GroupWidth = 21;
    private const int IdWidth = 28;

    private static readonly string[] States = ["open", "past", "told", "untold", "dead", "all"];

    public static Command Create()
    {
        var text = new Argument<string[]>("WORDS") { Description = "Words that must all occur: part, cluster, title, id.", Arity = ArgumentArity.ZeroOrMore };
        var state = new Option<string>("--state")
        {
            Description = "open; past; told (both); untold: nobody was told; dead: with a message that was given up; all.",
            DefaultValueFactory = _ => "told",
        };
        state.AcceptOnlyFromAmong(States);
        var limit = new Option<int>("--limit") { Description = "Most that are listed, 1 to 1000.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var format = AlertsFormat.Create();
        var command = new Command("list", "Lists alerts, open ones first, then the newest first.") { text, state, limit, format };
        var connection = new AlertsConnection();
        connection.AddTo(command);
        command.SetAction((parsed, _) => connection.RunAsync(
            parsed,
            client => client.GetAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"alerts?format=json&state={parsed.GetValue(state)}&limit={parsed.GetValue(limit)}&q={Uri.EscapeDataString(string.Join(' ', parsed.GetValue(text) ?? []))}")),
            body => Console.Write(AlertsFormat.IsJson(parsed, format) ? body : Table(body))));
        return command;
    }

    private static string Table(string body)
    {
        using var json = JsonDocument.Parse(body);
        var answer = json.RootElement;
        var lines = answer.GetProperty("alerts").EnumerateArray().Select(Line)
            .Append(string.Create(CultureInfo.InvariantCulture, $"{answer.GetProperty("alerts").GetArrayLength()} of {answer.GetProperty("total").GetInt32()}; open {answer.GetProperty("open").GetInt32()}, dead letters in {answer.GetProperty("dead").GetInt32()}"));
        return string.Join('\n', lines) + "\n";
    }

    // The beginning of a group's key finds it too.
    private static string Line(JsonElement alert) =>
        $"{Text(alert, "told")}  {Text(alert, "state"),-6}  {Text(alert, "level"),-6}  {Short(Text(alert, "id")),-IdWidth}  {Text(alert, "title")}";

    private static string Short(string id) => id.StartsWith(GroupPrefix, StringComparison.Ordinal) && id.Length > GroupWidth ? id[..GroupWidth] : id;

    private static string Text(JsonElement alert, string name) => alert.GetProperty(name).GetString() ?? "";
}
