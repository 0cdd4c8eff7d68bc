using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Telemetry.Cli.Commands;

/// <summary>Help that says one line of each subcommand; its examples stand in its own help.</summary>
internal sealed class BriefHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Takes the place of a command's own help.</summary>
    public static void Of(RootCommand command)
    {
        foreach (var option in command.Options.OfType<HelpOption>())
            if (option.Action is HelpAction help) option.Action = new BriefHelp(help);
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        foreach (var command in parseResult.CommandResult.Command.Subcommands) command.Description = command.Description?.Split('\n')[0].TrimEnd();
        return help.Invoke(parseResult);
    }
}
