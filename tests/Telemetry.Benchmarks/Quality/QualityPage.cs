using System.Globalization;
using System.Text;

namespace Telemetry.Benchmarks.Quality;

/// <summary>Writes <c>docs/quality.md</c>: all goals as one table, then what each measure is, its rows, its pictures.</summary>
internal static class QualityPage
{
    private const string Head = """
        # Quality

        What the detector reaches, written by `./telemetry bench quality [--data DIR] [--recordings DIR] [--json FILE]`; `./telemetry bench quality NAME`
        runs one measure. One shipped configuration for every row; each series is seen from its start, causally, once. A row marked *chosen
        afterwards* or *best threshold* is an upper bound, not what ships. The development part of the data is not in the repository.


        """;

    private const string Heading = "## ";

    /// <summary>The page with the section of a measure that was run; those of others stay as they are.</summary>
    /// <param name="present">The page as it is; null for none.</param>
    /// <param name="ran">The measure.</param>
    /// <param name="rows">What it saw.</param>
    /// <param name="context">Where the pictures are.</param>
    public static string Of(string? present, IQualityMeasure ran, IReadOnlyList<QualityRow> rows, QualityContext context)
    {
        var sections = SectionsOf(present ?? "");
        sections[ran.Name] = SectionOf(ran, rows, context);
        var named = QualityMeasures.All.Select(measure => (measure.Name, Section: sections.GetValueOrDefault(measure.Name, ""))).ToList();
        return Head + QualityGoals.Of(named) + string.Concat(named.Select(one => one.Section)).TrimEnd() + "\n";
    }

    private static Dictionary<string, string> SectionsOf(string page) => page.Split("\n" + Heading).Skip(1)
        .ToDictionary(section => section.Split('\n')[0], section => $"{Heading}{section.TrimEnd()}\n\n", StringComparer.Ordinal);

    private static string SectionOf(IQualityMeasure measure, IReadOnlyList<QualityRow> rows, QualityContext context)
    {
        var section = new StringBuilder();
        section.Append(CultureInfo.InvariantCulture, $"{Heading}{measure.Name}\n\n{measure.Method.Trim()}\n\n");
        QualityTable.AppendRows(section, [.. rows.Where(row => row.Cell is null)]);
        QualityTable.AppendCells(section, [.. rows.Where(row => row.Cell is not null)]);
        foreach (var command in rows.Select(row => row.Command).Distinct(StringComparer.Ordinal)) section.Append(CultureInfo.InvariantCulture, $"`{command}`\n\n");
        foreach (var picture in context.Pictures(measure.Name)) section.Append(CultureInfo.InvariantCulture, $"![{Title(measure, picture)}](quality/{picture})\n\n");
        return section.ToString();
    }

    private static string Title(IQualityMeasure measure, string picture) =>
        Path.GetFileNameWithoutExtension(picture)[(measure.Name.Length + 1)..].Replace('-', ' ');
}
