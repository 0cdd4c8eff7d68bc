using System.Text;
using Telemetry.Catalog;

namespace Telemetry.Cli.Catalogs;

/// <summary>The page <c>docs/signals.md</c>: every entry of the catalog, by component.</summary>
internal static class CatalogMarkdown
{
    private const string Head = """
        # Signals

        Every entry of the built-in catalog (`pipeline/Telemetry.Catalog/signals.yaml`), as `telemetry catalog --format markdown` prints it; a test compares the two. What
        the fields mean, and how to change them: [catalog.md](catalog.md).

        *Limit*: the level at which it hurts; *≥* and *≤* are written rules of state, with how long it must last. *Use*: scored entries may open an incident, context only helps to explain one, collected ones are forwarded and not scored. *Versions* are those of the scraped
        part's software. *Kept* labels tell children apart, the others are summed. *Proof*: capture, a page of a real component of a version in the range has the family
        and its labels, and none outside has it; recording, the same on a recorded cluster; server, a test runs a real one and finds it; definition, no page was to be had and the component's sources say so.

        """;

    public static string Write(IReadOnlyList<SignalDefinition> signals)
    {
        var text = new StringBuilder(Head);
        foreach (var component in signals.GroupBy(signal => signal.Component))
        {
            text.Append($"\n## {(component.Key == SignalDefinition.TargetComponent ? "the scraped part" : component.Key)}\n\n");
            text.Append("| signal | meaning | family | versions | kind, unit | limit | kept | summed | there | use | priority | proof |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
            foreach (var signal in component) text.Append($"| {string.Join(" | ", CellsOf(signal))} |\n");
        }

        return text.ToString();
    }

    private static string[] CellsOf(SignalDefinition signal) =>
    [
        $"`{signal.Id}`",
        signal.Help,
        string.Join("<br>", signal.Families.Select(family => $"`{family.Name}`").Concat(CompanionsOf(signal))) + PageOf(signal),
        string.Join("<br>", signal.Families.Select(family => family.Versions)),
        $"{SignalText.Kind(signal)}, {signal.Unit}" + (signal.Type is { } type ? $"; TYPE lies: {type.ToString().ToLowerInvariant()}" : ""),
        SignalText.Limit(signal) + SignalText.State(signal),
        string.Join(", ", signal.StratifyBy),
        string.Join(", ", signal.SumOver),
        SignalText.Presence(signal),
        SignalText.Use(signal),
        $"{signal.Priority}",
        signal.Proof.ToString().ToLowerInvariant(),
    ];

    private static IEnumerable<string> CompanionsOf(SignalDefinition signal)
    {
        if (signal.BadFamily is not null) yield return $"bad: `{signal.BadFamily}`";
        if (signal.Against is not null) yield return $"of: `{signal.Against}`";
    }

    private static string PageOf(SignalDefinition signal) => signal.Page == PageDefinition.Main ? "" : $"<br>page {signal.Page}";
}
