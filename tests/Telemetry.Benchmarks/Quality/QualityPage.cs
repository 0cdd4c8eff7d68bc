using System.Globalization;
using System.Text;

namespace Telemetry.Benchmarks.Quality;

/// <summary>Writes <c>docs/quality.md</c>: what each measure is, its rows, its pictures.</summary>
internal static class QualityPage
{
    private const string Head = """
        # Quality

        What the detector reaches, written by `./telemetry bench quality [--data DIR] [--recordings DIR] [--json FILE]`; `./telemetry bench quality NAME`
        runs one measure. One shipped configuration for every row; each series is seen from its start, causally, once. A row marked *chosen
        afterwards* or *best threshold* is an upper bound, not what ships. The development part of the data is not in the repository.


        """;

    private const string Heading = "## ";

    /// <summary>The page with the sections of the measures that were run; those of others stay as they are.</summary>
    /// <param name="present">The page as it is; null for none.</param>
    /// <param name="results">What was measured.</param>
    /// <param name="context">Where the pictures are.</param>
    public static string Of(string? present, IReadOnlyList<(IQualityMeasure Measure, IReadOnlyList<QualityRow> Rows)> results, QualityContext context)
    {
        var sections = SectionsOf(present ?? "");
        foreach (var (measure, rows) in results) sections[measure.Name] = SectionOf(measure, rows, context);
        return Head + string.Concat(QualityMeasures.All.Select(measure => sections.GetValueOrDefault(measure.Name, ""))).TrimEnd() + "\n";
    }

    private static Dictionary<string, string> SectionsOf(string page) => page.Split("\n" + Heading).Skip(1)
        .ToDictionary(section => section.Split('\n')[0], section => $"{Heading}{section.TrimEnd()}\n\n", StringComparer.Ordinal);

    private static string SectionOf(IQualityMeasure measure, IReadOnlyList<QualityRow> rows, QualityContext context)
    {
        var section = new StringBuilder();
        section.Append(CultureInfo.InvariantCulture, $"{Heading}{measure.Name}\n\n{measure.Method.Trim()}\n\n");
        if (rows.Count == 0) section.Append("Not measured: its input was not there.\n\n");
        else AppendTable(section, rows);
        foreach (var picture in context.Pictures(measure.Name)) section.Append(CultureInfo.InvariantCulture, $"![{Title(measure, picture)}](quality/{picture})\n\n");
        return section.ToString();
    }

    private static void AppendTable(StringBuilder page, IReadOnlyList<QualityRow> rows)
    {
        page.Append("| measure | value | goal | n | |\n|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            var state = row.IsReached switch { true => "reached", false => "**missed**", null => "" };
            var remark = string.Join("; ", ((string[])[state, row.Note]).Where(text => text.Length > 0));
            page.Append(CultureInfo.InvariantCulture, $"| {row.Measure} | {Text(row.Value)} | {row.Goal} | {row.N} | {remark} |\n");
        }

        page.Append('\n');
        foreach (var command in rows.Select(row => row.Command).Distinct(StringComparer.Ordinal)) page.Append(CultureInfo.InvariantCulture, $"`{command}`\n\n");
    }

    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Title(IQualityMeasure measure, string picture) =>
        Path.GetFileNameWithoutExtension(picture)[(measure.Name.Length + 1)..].Replace('-', ' ');
}
