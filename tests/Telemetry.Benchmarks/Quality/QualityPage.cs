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

    /// <summary>The page.</summary>
    public static string Of(IEnumerable<(IQualityMeasure Measure, IReadOnlyList<QualityRow> Rows)> results, QualityContext context)
    {
        var page = new StringBuilder(Head);
        foreach (var (measure, rows) in results)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {measure.Name}\n\n{measure.Method.Trim()}\n\n");
            if (rows.Count == 0) page.Append("Not measured: its input was not there.\n\n");
            else AppendTable(page, rows);
            foreach (var picture in PicturesOf(measure, context)) page.Append(CultureInfo.InvariantCulture, $"![{Title(measure, picture)}](quality/{picture})\n\n");
        }

        return page.ToString().TrimEnd() + "\n";
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

    private static IEnumerable<string> PicturesOf(IQualityMeasure measure, QualityContext context) => Directory.Exists(context.PicturesFolder)
        ? Directory.EnumerateFiles(context.PicturesFolder, $"{measure.Name}-*.svg").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        : [];

    private static string Title(IQualityMeasure measure, string picture) =>
        Path.GetFileNameWithoutExtension(picture)[(measure.Name.Length + 1)..].Replace('-', ' ');
}
