using Telemetry.Detection.Correlation;

namespace Telemetry.Backtest.Columns;

/// <summary>Who depends on whom, as far as the columns tell: a caller on what it calls.</summary>
internal static class ColumnGraph
{
    private const double Share = 1;

    /// <summary>The graph of a file's columns.</summary>
    public static DependencyGraph Of(IReadOnlyList<Column> columns)
    {
        var graph = new SortedDictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        foreach (var component in columns.SelectMany(column => (string[])[column.Component, column.Observer]).Distinct(StringComparer.Ordinal))
        {
            graph[component] = columns.Where(column => column.Observer == component && column.Component != component)
                .Select(column => column.Component).Distinct(StringComparer.Ordinal).ToDictionary(callee => callee, _ => Share, StringComparer.Ordinal);
        }

        return new DependencyGraph(graph, []);
    }
}
