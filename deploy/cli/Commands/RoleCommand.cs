using System.CommandLine;
using Telemetry.Cli.Settings;
using Telemetry.Hosting.Running;
using Telemetry.Kubernetes.Access;
using Telemetry.Transport;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry standalone|collector|detector|alerting|query</c>.</summary>
internal static class RoleCommand
{
    public static Command Create(Roles roles, string description)
    {
        var command = new Command(roles.ToSubcommand(), description);
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        if (roles.HasFlag(Roles.Collector)) arguments.AddShardTo(command);
        command.SetAction((parsed, _) => RunAsync(roles, arguments, parsed));
        return command;
    }

    private static async Task<int> RunAsync(Roles roles, SettingsArguments arguments, ParseResult parsed)
    {
        if (arguments.Load(parsed, Console.Error) is not { } settings) return SettingsArguments.UsageError;
        try
        {
            return await HostRunner.RunAsync(await RoleHost.BuildAsync(roles, settings, () => arguments.Read(parsed)));
        }
        catch (Exception failure) when (failure is TransportException or KubernetesAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
