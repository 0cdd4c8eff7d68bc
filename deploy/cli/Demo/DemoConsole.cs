using Spectre.Console;

namespace Telemetry.Cli.Demo;

/// <summary>The console that the demo draws on: colours on a terminal, plain text of a fixed width anywhere else.</summary>
internal static class DemoConsole
{
    private const int PlainWidth = 140;

    /// <summary>The console of this process.</summary>
    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = PlainWidth;
        return plain;
    }
}
