using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Telemetry.Cli.Demo;
using Telemetry.Cli.Settings;
using Telemetry.Hosting.Running;

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
        var listen = new Option<string?>("--listen-address") { Description = "Address of the inbox page; a free loopback port where not given.", HelpName = "HOST:PORT" };
        var insecure = InsecureListen.Option();
        var command = new Command("demo", "Replays a recorded incident and shows drift, probable root, the page and the resolve. Fails when no page came.")
        {
            recording, stay, listen, insecure,
        };
        command.SetAction((parsed, _) => RunAsync(
            new DemoOptions(parsed.GetValue(recording)!, parsed.GetValue(stay), parsed.GetValue(listen) ?? FreeLoopbackAddress()), parsed.GetValue(insecure)));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, bool listensInsecurely)
    {
        var web = new WebOptions { ListenAddress = options.ListenAddress };
        var problem = web.Validate(new ValidationContext(web)).FirstOrDefault() is { } wrong ? $"--listen-address {wrong.ErrorMessage}" : listensInsecurely ? null : web.FindExposure();
        if (problem is null) return await DemoRun.RunAsync(options);
        await Console.Error.WriteLineAsync(problem);
        return SettingsArguments.UsageError;
    }

    // The pager's address must be known before the server that answers there is built.
    private static string FreeLoopbackAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return probe.LocalEndpoint.ToString()!;
    }
}
