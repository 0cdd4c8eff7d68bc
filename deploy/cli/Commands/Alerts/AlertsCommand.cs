using System.CommandLine;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts …</c>: the inbox from the command line, over the HTTP interface of the process that runs.</summary>
internal static class AlertsCommand
{
    private const string Description = """
        Lists what people were told, shows why, and acts on it.

        Examples:
          telemetry alerts list --state open
          telemetry alerts list etcd prod-eu1                         every word must occur
          telemetry alerts why 20261121T003441Z-etcd                  why it was sent to whom, or why nobody was told
          telemetry alerts show tel1-44e7056d                         every attempt to send it; of a long key the beginning is enough
          telemetry alerts ack 20261121T003441Z-etcd --by ann --note "on it"
          telemetry alerts silence tel1-44e7056d --for 2h --by ann --note OPS-12
          telemetry alerts list --state dead                          messages that were given up; show prints how to send each again
          telemetry alerts routes test alertname=Disk severity=critical

        Exit code: 0 done; 1 refused, unknown, or nobody answers; 2 wrong usage.
        """;

    public static Command Create() => new("alerts", Description)
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
