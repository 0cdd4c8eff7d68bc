using System.Globalization;
using System.Text;

namespace Telemetry.Benchmarks.Quality;

/// <summary>Rows of a measure as Markdown.</summary>
internal static class QualityTable
{
    /// <summary>First line of the table of rows.</summary>
    public const string Head = "| measure | value | goal | best known or floor | n | |";

    /// <summary>Writes a line for each row.</summary>
    public static void AppendRows(StringBuilder page, IReadOnlyList<QualityRow> rows)
    {
        if (rows.Count == 0) return;
        page.Append(CultureInfo.InvariantCulture, $"{Head}\n|---|---|---|---|---|---|\n");
        foreach (var row in rows) page.Append(CultureInfo.InvariantCulture, $"| {Escaped(row.Measure)} | {Text(row.Value)} | {row.Goal} | {row.BestKnown} | {row.N} | {Escaped(Remark(row))} |\n");
        page.Append('\n');
    }

    /// <summary>Writes rows that have a place as one table of values; what misses its goal is bold.</summary>
    public static void AppendCells(StringBuilder page, IReadOnlyList<QualityRow> cells)
    {
        if (cells.Count == 0) return;
        var columns = cells.Select(cell => cell.Cell!.Column).Distinct(StringComparer.Ordinal).ToList();
        page.Append(CultureInfo.InvariantCulture, $"Each cell, its goal {cells[0].Goal}; n of each {cells[0].N}.\n\n| | {string.Join(" | ", columns)} |\n|---|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var line in cells.GroupBy(cell => cell.Cell!.Line, StringComparer.Ordinal))
        {
            var values = line.ToDictionary(cell => cell.Cell!.Column, CellText, StringComparer.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"| {line.Key} | {string.Join(" | ", columns.Select(column => values.GetValueOrDefault(column, "–")))} |\n");
        }

        page.Append('\n');
    }

    private static string CellText(QualityRow cell) => cell.IsReached == false ? $"**{Text(cell.Value)}**" : Text(cell.Value);

    private static string Remark(QualityRow row)
    {
        var state = row.IsReached switch { true => "reached", false => "**missed**", null => "" };
        return string.Join("; ", ((string[])[state, row.Note]).Where(text => text.Length > 0));
    }

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString(Math.Abs(value) < 1000 ? "0.####" : "#,0", CultureInfo.InvariantCulture);
}
