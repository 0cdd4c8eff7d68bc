using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts show ID</c>.</summary>
internal static class ShowCommand
{
    // As docs/formats/inbox.md calls it: only such a message can be sent again.
    private const string GivenUp = "not sent";

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Id of the alert, as list gives it; of a group of others the beginning of its key is enough." };
        var format = AlertsFormat.Create();
        var command = new Command("show", "Shows an alert with its messages, every attempt to send them, and the reason of each decision.") { id, format };
        var connection = new AlertsConnection();
        connection.AddTo(command);
        command.SetAction((parsed, _) => connection.RunAsync(
            parsed,
            client => client.GetAsync($"alerts/{Uri.EscapeDataString(parsed.GetValue(id)!)}?format=json"),
            body => Console.Write(AlertsFormat.IsJson(parsed, format) ? body : Words(body))));
        return command;
    }

    private static string Words(string body)
    {
        using var json = JsonDocument.Parse(body);
        var alert = json.RootElement;
        var text = new StringBuilder().AppendLine(Text(alert, "title"));
        foreach (var name in new[] { "id", "key", "state", "level", "where", "subject", "began", "told", "changed", "acknowledged", "history", "runbook", "owner" })
            if (Text(alert, name) is { Length: > 0 } value && (name != "key" || value != Text(alert, "id"))) text.Append(CultureInfo.InvariantCulture, $"  {name,-12}  {value}").AppendLine();
        foreach (var line in alert.GetProperty("why").EnumerateArray()) text.Append("  - ").AppendLine(line.GetString());
        foreach (var message in alert.GetProperty("messages").EnumerateArray()) WriteMessage(text, message);
        return text.ToString();
    }

    private static void WriteMessage(StringBuilder text, JsonElement message)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Text(message, "receiver")}: {Text(message, "message")}, {Text(message, "state")}").AppendLine();
        foreach (var attempt in message.GetProperty("attempts").EnumerateArray())
            text.Append(CultureInfo.InvariantCulture, $"  {Text(attempt, "at")}  {attempt.GetProperty("ms").GetDouble(),6:0} ms  {Text(attempt, "outcome"),-11}  {Text(attempt, "answer")}").AppendLine();
        if (Text(message, "state") == GivenUp) text.Append(CultureInfo.InvariantCulture, $"  telemetry alerts replay '{Text(message, "row")}'").AppendLine();
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
