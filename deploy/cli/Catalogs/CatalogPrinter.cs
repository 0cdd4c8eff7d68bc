using Spectre.Console;
using Telemetry.Catalog;
using Telemetry.Cli.Terminal;

namespace Telemetry.Cli.Catalogs;

/// <summary>Lists entries in one of the formats of <c>telemetry catalog</c>.</summary>
internal static class CatalogPrinter
{
    private const int PlainWidth = 200;

    public static void Print(IReadOnlyList<SignalDefinition> signals, string format, TextWriter output)
    {
        switch (format)
        {
            case "json":
                foreach (var signal in signals) output.Write(CatalogJson.Of(signal) + "\n");
                break;
            case "markdown":
                output.Write(CatalogMarkdown.Write(signals));
                break;
            default:
                TerminalConsole.Create(PlainWidth).Write(TableOf(signals));
                break;
        }
    }

    private static Table TableOf(IReadOnlyList<SignalDefinition> signals)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["signal", "component", "family", "kind", "unit", "versions", "limit", "use", "priority"]) table.AddColumn(new TableColumn(name).NoWrap());
        foreach (var signal in signals)
        {
            table.AddRow([.. CellsOf(signal).Select(Markup.Escape)]);
        }

        return table;
    }

    private static string[] CellsOf(SignalDefinition signal) =>
    [
        signal.Id,
        signal.Component,
        string.Join('\n', signal.Families.Select(family => family.Name)),
        SignalText.Kind(signal),
        signal.Unit,
        string.Join('\n', signal.Families.Select(family => family.Versions)),
        SignalText.Limit(signal),
        SignalText.Use(signal),
        $"{signal.Priority}",
    ];
}
