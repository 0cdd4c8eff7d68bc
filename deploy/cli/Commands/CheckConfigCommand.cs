using System.CommandLine;
using Telemetry.Cli.Settings;
using Telemetry.Hosting.Settings;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry check-config</c>: what a role would say before its start, without starting it.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var print = new Option<bool>("--print") { Description = "Print the merged settings, defaults included, secrets masked." };
        var command = new Command("check-config", "Checks settings and lists everything that is wrong with them.\n\nExit code: 0 they can be used; 2 they cannot.") { print };
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        command.SetAction(parsed =>
        {
            if (arguments.Load(parsed, Console.Error) is not { } settings) return SettingsArguments.UsageError;
            foreach (var warning in settings.Alerting.Warnings()) Console.Error.WriteLine($"warning: {warning}");
            if (parsed.GetValue(print)) Console.Out.Write(SettingsPrinter.Print(settings));
            else Console.WriteLine($"OK: cluster {(settings.Cluster.Name.Length > 0 ? settings.Cluster.Name : "named by its namespace kube-system")}, {Counted(settings.ScrapeConfigs.Count, "scrape config")}, transport {settings.Transport.Kind}, {Counted(settings.Alerting.Receivers.Count + (settings.Alerting.ConfigFile?.Receivers.Count ?? 0), "receiver")}");
            return 0;
        });
        return command;
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
