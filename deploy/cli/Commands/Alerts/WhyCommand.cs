using System.CommandLine;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts why ID</c>: why this paged, or why it did not.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Id of the alert, as list gives it; of a group of others the beginning of its key is enough." };
        var command = new Command("why", "Says why an alert was sent to whom, or why nobody was told.") { id };
        var connection = new AlertsConnection();
        connection.AddTo(command);
        command.SetAction((parsed, _) => connection.RunAsync(parsed, client => client.GetAsync($"alerts/{Uri.EscapeDataString(parsed.GetValue(id)!)}/why"), Console.Write));
        return command;
    }
}
