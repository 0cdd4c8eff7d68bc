using System.CommandLine;
using Telemetry.Alerting.Routing;
using Telemetry.Cli.Settings;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary>The options that say whose routes are meant: the settings, or an <c>alertmanager.yml</c> alone.</summary>
internal sealed class RouteSettings
{
    private readonly SettingsArguments _arguments = new();

    private readonly Option<string?> _file = new("--config.file") { Description = "An alertmanager.yml; the same as --set alerting.config_file=FILE.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _arguments.AddTo(command);
        command.Options.Add(_file);
    }

    /// <summary>The routes; null where the settings have errors, which are told then.</summary>
    public RouteReport? Load(ParseResult parsed)
    {
        var edits = parsed.GetValue(_file) is { } file ? [$"alerting.config_file={file}"] : Array.Empty<string>();
        return _arguments.Load(parsed, Console.Error, defaultCluster: "any", edits) is { } settings ? new RouteReport(settings.Alerting) : null;
    }
}
