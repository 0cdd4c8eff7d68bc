using System.CommandLine;
using Telemetry.Collector.Exposition.Printing;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry parse FILE</c>.</summary>
internal static class ParseCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A page of metrics, gzipped or not." };
        var type = new Option<string?>("--content-type")
        {
            Description = "Content type as the target would answer it; guessed from the page where not given.",
            HelpName = "T",
        };
        var strict = new Option<bool>("--strict") { Description = "Judge by every rule of the format, not only by what can be read." };
        var command = new Command("parse", "Prints what the collector reads from a page, one JSON line a sample, and last whether it is valid.")
        {
            file, type, strict,
        };
        command.SetAction(parsed =>
            ParseTool.Run(parsed.GetValue(file)!, parsed.GetValue(type), parsed.GetValue(strict), Console.Out, Console.Error));
        return command;
    }
}
