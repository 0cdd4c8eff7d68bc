namespace Telemetry.Benchmarks.Quality.Roots;

/// <summary>A quiet table with an issue's rows behind it, one step later and at the quiet table's level.</summary>
internal static class ShiftedTable
{
    /// <summary>Puts them together.</summary>
    /// <returns>The table, and the time of the issue's first row.</returns>
    public static (WideTable Table, double IssueBegins) Join(WideTable quiet, WideTable issue)
    {
        var series = quiet.Series.Concat(issue.Series.Except(quiet.Series, StringComparer.Ordinal)).ToList();
        var step = quiet.Times[^1] - quiet.Times[^2];
        var moved = quiet.Times[^1] + step - issue.Times[0];
        var columns = series.ConvertAll(name => (Quiet: IndexOf(quiet, name), Issue: IndexOf(issue, name)));
        var shifts = columns.ConvertAll(column => column is { Quiet: >= 0, Issue: >= 0 } ? ShiftOf(quiet, column.Quiet, issue, column.Issue) : value => value);
        var rows = quiet.Rows.Select(row => columns.ConvertAll(column => ValueOf(row, column.Quiet)).ToArray())
            .Concat(issue.Rows.Select(row => columns.Select((column, i) => shifts[i](ValueOf(row, column.Issue))).ToArray()));
        return (new WideTable(series, [.. quiet.Times, .. issue.Times.Select(time => time + moved)], [.. rows]), issue.Times[0] + moved);
    }

    private static Func<double, double> ShiftOf(WideTable quiet, int quietColumn, WideTable issue, int issueColumn)
    {
        var median = MedianOf([.. quiet.Rows.Select(row => ValueOf(row, quietColumn)).Where(double.IsFinite)]);
        var first = ValueOf(issue.Rows[0], issueColumn);
        if (!double.IsFinite(median) || !double.IsFinite(first)) return value => value;
        var name = quiet.Series[quietColumn];
        var isLogarithmic = name.Contains("|latency", StringComparison.Ordinal) || name.Contains("|requests", StringComparison.Ordinal);
        if (!isLogarithmic) return value => value + (median - first);
        return median > 0 && first > 0 ? value => value * (median / first) : value => value;
    }

    private static int IndexOf(WideTable table, string series)
    {
        for (var i = 0; i < table.Series.Count; i++)
            if (table.Series[i] == series) return i;
        return -1;
    }

    private static double ValueOf(double[] row, int column) => column >= 0 && column < row.Length ? row[column] : double.NaN;

    private static double MedianOf(double[] values)
    {
        if (values.Length == 0) return double.NaN;
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
