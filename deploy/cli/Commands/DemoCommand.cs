using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Telemetry.Cli.Demo;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var recording = new Option<string>("--recording")
        {
            Description = "Folder of another recording.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DemoOptions.BundledRecording,
        };
        var stay = new Option<bool>("--stay") { Description = "Keep the inbox page up afterwards, until Ctrl-C." };
        var listen = new Option<string?>("--listen-address") { Description = "Address of the inbox page; a free loopback port where not given." };
        var command = new Command("demo", "Replays a recorded incident and shows drift, probable root, the page and the resolve. Fails when no page came.")
        {
            recording, stay, listen,
        };
        command.SetAction((parsed, _) => DemoRun.RunAsync(
            new DemoOptions(parsed.GetValue(recording)!, parsed.GetValue(stay), parsed.GetValue(listen) ?? FreeLoopbackAddress())));
        return command;
    }

    // The pager's address must be known before the server that answers there is built.
    private static string FreeLoopbackAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return probe.LocalEndpoint.ToString()!;
    }
}
