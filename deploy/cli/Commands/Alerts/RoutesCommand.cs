using System.CommandLine;
using System.Globalization;
using Telemetry.Alerting.Routing;
using Telemetry.Cli.Settings;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary><c>telemetry alerts routes</c>: what the settings would do with an alert; as <c>amtool config routes</c>, and with a time.</summary>
internal static class RoutesCommand
{
    private const int Mismatch = 1;

    public static Command Create() => new("routes", "Shows the routing tree of the settings and where an alert would end. Asks no running process.") { CreateShow(), CreateTest() };

    private static Command CreateShow()
    {
        var settings = new RouteSettings();
        var command = new Command("show", "Prints the routing tree.");
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            if (settings.Load(parsed) is not { } routes) return SettingsArguments.UsageError;
            Console.WriteLine("Routing tree:");
            foreach (var line in routes.Tree()) Console.WriteLine(line);
            return 0;
        });
        return command;
    }

    private static Command CreateTest()
    {
        var labels = new Argument<string[]>("labels") { Description = "Labels of the alert, as name=value.", HelpName = "LABEL" };
        var verify = new Option<string?>("--verify.receivers") { Description = "Receivers that must come out, in their order, separated by commas; else the exit code is 1.", HelpName = "NAMES" };
        var tree = new Option<bool>("--tree") { Description = "Print the routes that lead there too." };
        var at = new Option<DateTimeOffset?>("--at") { Description = "Say too who would hear nothing at this time, because of mute or active times.", HelpName = "TIME" };
        var settings = new RouteSettings();
        var command = new Command("test", "Prints the receivers of an alert.") { labels, verify, tree, at };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            if (settings.Load(parsed) is not { } routes || ReadLabels(parsed.GetValue(labels) ?? []) is not { } alert) return SettingsArguments.UsageError;
            if (parsed.GetValue(tree)) PrintTree(routes, alert);
            return Test(routes, alert, parsed.GetValue(verify), parsed.GetValue(at));
        });
        return command;
    }

    private static int Test(RouteReport routes, Dictionary<string, string> alert, string? expected, DateTimeOffset? time)
    {
        var receivers = string.Join(',', routes.ReceiversOf(alert));
        Console.WriteLine(receivers);
        foreach (var muted in time is { } at ? routes.MutedAt(alert, at) : []) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at {time:u} {muted}"));
        if (expected is null || expected == receivers) return 0;
        Console.Error.WriteLine($"Expected the receivers {expected}.");
        return Mismatch;
    }

    private static void PrintTree(RouteReport routes, Dictionary<string, string> alert)
    {
        Console.WriteLine("Matching routes:");
        foreach (var line in routes.Tree(alert)) Console.WriteLine(line);
    }

    private static Dictionary<string, string>? ReadLabels(string[] written)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in written)
        {
            var equals = label.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                Console.Error.WriteLine($"'{label}' is no label; write name=value");
                return null;
            }

            var value = label[(equals + 1)..];
            labels[label[..equals]] = value is ['"', .., '"'] ? value[1..^1] : value;
        }

        return labels;
    }
}
