using System.Globalization;
using System.Text;

namespace Telemetry.Benchmarks.Quality;

/// <summary>
/// The table at the top of the page: every figure that has a goal, and those of measures that have none. It is read from the sections below it, so that
/// it holds whichever of them were written last.
/// </summary>
internal static class QualityGoals
{
    private const string Separator = " | ";

    /// <summary>The table.</summary>
    /// <param name="sections">Every measure with its section, empty where it was never run.</param>
    public static string Of(IEnumerable<(string Name, string Section)> sections)
    {
        var (reached, goals) = (0, 0);
        var table = new StringBuilder("| figure | goal | best known or floor | value | | command |\n|---|---|---|---|---|---|\n");
        foreach (var (name, section) in sections)
        {
            var command = $"[`./telemetry bench quality {name}`](#{name})";
            var figures = FiguresOf(section).ToList();
            if (figures.Count == 0) table.Append(CultureInfo.InvariantCulture, $"| {name} | | | – | not measured | `./telemetry bench quality {name}` |\n");
            var hasGoals = figures.Exists(figure => figure.Goal.Length > 0);
            (reached, goals) = (reached + figures.Count(figure => figure.Remark.StartsWith("reached", StringComparison.Ordinal)), goals + figures.Count(figure => figure.Goal.Length > 0));
            foreach (var figure in figures.Where(figure => figure.Goal.Length > 0 || !hasGoals))
                table.Append(CultureInfo.InvariantCulture, $"| {figure.Measure} | {figure.Goal} | {figure.BestKnown} | {figure.Value} | {figure.Remark} | {command} |\n");
        }

        return string.Create(CultureInfo.InvariantCulture, $"## All goals\n\n{reached} of {goals} are reached.\n\n{table}\n");
    }

    // Lines that QualityTable wrote.
    private static IEnumerable<Figure> FiguresOf(string section) => section.Split('\n')
        .SkipWhile(line => line != QualityTable.Head).Skip(2).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split(Separator) is [var measure, var value, var goal, var bestKnown, _, var remark]
            ? new Figure(measure.Trim(), value, goal, bestKnown, remark.Trim())
            : throw new InvalidDataException($"docs/quality.md: this is no line of a table of figures: {line}"));

    private sealed record Figure(string Measure, string Value, string Goal, string BestKnown, string Remark);
}
