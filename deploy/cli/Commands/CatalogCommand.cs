using System.CommandLine;
using Telemetry.Catalog;
using Telemetry.Cli.Catalogs;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry catalog</c>: what is collected and what it means.</summary>
internal static class CatalogCommand
{
    private const int Broken = 1;

    public static Command Create()
    {
        var file = new Option<string?>("--file") { Description = "A catalog file to lay over the built-in entries, as catalog.file does.", HelpName = "FILE" };
        var component = new Option<string?>("--component") { Description = "Only entries of this component.", HelpName = "NAME" };
        var format = new Option<string>("--format")
        {
            Description = "table for people, json for machines (one object an entry), markdown for docs/signals.md.",
            DefaultValueFactory = _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "json", "markdown");
        var command = new Command("catalog", "Lists the families that are collected: meaning, versions, labels, limits; which are scored.")
        {
            file, component, format, CreateSchema(), CreateCheck(),
        };
        command.SetAction(parsed => Run(parsed.GetValue(file), catalog => CatalogPrinter.Print(Of(parsed.GetValue(component), catalog), parsed.GetValue(format)!, Console.Out)));
        return command;
    }

    private static IReadOnlyList<SignalDefinition> Of(string? component, SignalCatalog catalog)
    {
        if (component is null) return [.. catalog.Signals];
        SignalDefinition[] own = [.. catalog.Signals.Where(signal => signal.Component == component)];
        return own.Length > 0 ? own : throw new CatalogException(
            [$"There is no entry of component {component}; there are entries of {string.Join(", ", catalog.Signals.Select(signal => signal.Component).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}."]);
    }

    private static Command CreateSchema()
    {
        var command = new Command("schema", "Prints the JSON schema of a catalog file, for editors.");
        command.SetAction(_ => Console.Out.Write(SignalCatalog.Schema));
        return command;
    }

    private static Command CreateCheck()
    {
        var file = new Argument<string>("FILE") { Description = "A catalog file of your own." };
        var command = new Command("check", "Checks a catalog file: every error with its line, or what it changes.") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file), catalog => Console.Out.WriteLine(CatalogChanges.Describe(SignalCatalog.BuiltIn, catalog))));
        return command;
    }

    private static int Run(string? file, Action<SignalCatalog> use)
    {
        try
        {
            use(new CatalogOptions { File = file }.Load());
            return 0;
        }
        catch (CatalogException broken)
        {
            foreach (var error in broken.Errors) Console.Error.WriteLine(error);
            return Broken;
        }
    }
}
