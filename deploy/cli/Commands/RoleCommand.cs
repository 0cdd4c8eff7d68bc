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
        var insecure = InsecureListen.Option();
        command.Options.Add(insecure);
        command.SetAction((parsed, _) => RunAsync(roles, arguments, parsed, parsed.GetValue(insecure)));
        return command;
    }

    private static async Task<int> RunAsync(Roles roles, SettingsArguments arguments, ParseResult parsed, bool listensInsecurely)
    {
        if (arguments.Load(parsed, Console.Error) is not { } settings) return SettingsArguments.UsageError;
        if (!listensInsecurely && settings.Web.FindExposure() is { } exposure)
        {
            await Console.Error.WriteLineAsync(exposure);
            return SettingsArguments.UsageError;
        }

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
