using System.CommandLine;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts …</c>: the inbox from the command line, over the HTTP interface of the process that runs.</summary>
internal static class AlertsCommand
{
    public static Command Create() => new("alerts", "Lists what people were told, shows why, and acts on it.")
    {
        ListCommand.Create(),
        ShowCommand.Create(),
        WhyCommand.Create(),
        ActCommand.Acknowledge(),
        ActCommand.Silence(),
        ActCommand.Resolve(),
        ActCommand.Replay(),
        RoutesCommand.Create(),
    };
}
