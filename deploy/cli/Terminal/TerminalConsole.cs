using Spectre.Console;

namespace Telemetry.Cli.Terminal;

/// <summary>The console that people are drawn on: colours on a terminal, plain text of a fixed width anywhere else.</summary>
internal static class TerminalConsole
{
    /// <summary>The console of this process.</summary>
    /// <param name="plainWidth">Columns where the output is no terminal.</param>
    public static IAnsiConsole Create(int plainWidth)
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = plainWidth;
        return plain;
    }
}
