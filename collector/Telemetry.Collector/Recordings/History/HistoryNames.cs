using System.Text.RegularExpressions;
using Telemetry.Catalog;

namespace Telemetry.Collector.Recordings.History;

/// <summary>Which metrics are asked for.</summary>
internal static class HistoryNames
{
    private static readonly string[] Always = ["up", "scrape_duration_seconds", "process_start_time_seconds", AlertHistory.Name];

    /// <summary>A pattern of the names of a catalog's families, histograms with the names of their parts.</summary>
    public static string PatternOf(SignalCatalog catalog)
    {
        var families = catalog.Signals.SelectMany(signal => signal.Families).Select(family => family.Name)
            .Concat(catalog.Topology.MarkerFamilies).Concat(Always).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"({string.Join('|', families.Select(Regex.Escape))})(_bucket|_sum|_count)?";
    }
}
