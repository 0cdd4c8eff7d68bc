using Telemetry.Catalog;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Changes;

/// <summary>
/// Finds the series of a page that speak of its process, once per arrangement of series, and reads them each scrape.
/// </summary>
internal sealed class ProcessReader(Topology topology)
{
    private const string StartFamily = "process_start_time_seconds";

    // Beyond it a number of seconds is no time of ours: the year 5138.
    private const double LastSecond = 1e11;

    private readonly List<SeriesEntry> _starts = [];
    private readonly List<(SeriesEntry Series, string? Version)> _versions = [];
    private uint _layout;

    /// <summary>What the latest page told.</summary>
    public ProcessFacts Read(SeriesTable table)
    {
        if (_layout != table.Layout) Arrange(table);
        var start = _starts.Find(series => series.LastSeen == table.Generation)?.Value ?? 0;
        var version = _versions.Find(pair => pair.Series.LastSeen == table.Generation).Version;
        return new ProcessFacts(start is > 0 and < LastSecond ? (long)(start * 1000) : 0, version);
    }

    private void Arrange(SeriesTable table)
    {
        _layout = table.Layout;
        _starts.Clear();
        _versions.Clear();
        foreach (var family in table.Families)
        {
            if (family.Name == StartFamily) _starts.AddRange(family.Metrics.SelectMany(metric => metric.Series));
        }

        // In the topology's order: the first family that a page has tells the version.
        foreach (var told in topology.Components.SelectMany(component => component.VersionFamilies))
            foreach (var family in table.Families)
                if (family.Name == told.Label) AddVersions(family, told.Values);
    }

    private void AddVersions(MetricFamily family, IReadOnlyList<string> labels)
    {
        foreach (var metric in family.Metrics)
            foreach (var label in metric.Labels.Labels)
                if (labels.Contains(label.Name)) _versions.AddRange(metric.Series.Select(series => (series, (string?)label.Value)));
    }
}
