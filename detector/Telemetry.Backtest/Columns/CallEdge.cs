namespace Telemetry.Backtest.Columns;

/// <summary>A column that measures calls: <c>source_*|A_B</c> and <c>destination_*|A_B</c>, where A calls B.</summary>
internal sealed record CallEdge(string Caller, string Callee)
{
    private static readonly string[] Prefixes = ["source_", "destination_"];

    /// <summary>Whether a column's name has the form of an edge's.</summary>
    public static bool IsEdge(string column) =>
        column.Contains('|', StringComparison.Ordinal) && Array.Exists(Prefixes, prefix => column.StartsWith(prefix, StringComparison.Ordinal)) && column.LastIndexOf('_') > column.IndexOf('|', StringComparison.Ordinal);

    /// <summary>The edge of such a column. Where several underscores could part the names, known components decide; else the first.</summary>
    public static CallEdge Of(string column, IReadOnlySet<string> components)
    {
        var pair = column[(column.IndexOf('|', StringComparison.Ordinal) + 1)..];
        var first = pair.IndexOf('_', StringComparison.Ordinal);
        for (var at = first; at >= 0; at = pair.IndexOf('_', at + 1))
            if (components.Contains(pair[..at]) && components.Contains(pair[(at + 1)..])) return new CallEdge(pair[..at], pair[(at + 1)..]);
        return new CallEdge(ComponentName.Of(pair[..first]), ComponentName.Of(pair[(first + 1)..]));
    }
}
