namespace Telemetry.Collector.Exposition.Series;

/// <summary>A family of a target: its metadata and its metrics.</summary>
internal sealed class MetricFamily(byte[] rawName, string name, bool isWanted)
{
    private readonly Dictionary<LabelSet, LabeledMetric> _metrics = [];

    public string Name { get; } = name;

    /// <summary>Whether the catalog forwards it; samples of other families are not kept.</summary>
    public bool IsWanted { get; } = isWanted;

    public FamilyType Type { get; internal set; }

    /// <summary>Help text, escaped as on the page's first line of this kind; null where there was none.</summary>
    public string? Help { get; internal set; }

    public string? Unit { get; internal set; }

    public IReadOnlyCollection<LabeledMetric> Metrics => _metrics.Values;

    internal byte[] RawName { get; } = rawName;

    /// <summary>Number of the scrape whose TYPE line was heard last.</summary>
    internal uint TypedIn { get; set; }

    /// <summary>Number of the scrape that had a sample of it last.</summary>
    internal uint SampledIn { get; set; }

    internal LabeledMetric GetOrAdd(LabelSet labels, uint generation)
    {
        if (!_metrics.TryGetValue(labels, out var metric))
        {
            metric = new LabeledMetric(this, labels, generation);
            _metrics.Add(labels, metric);
        }

        return metric;
    }

    internal void DropAbsent(uint generation)
    {
        foreach (var metric in _metrics.Values)
        {
            metric.DropAbsent(generation);
            if (metric.Series.Count == 0)
            {
                _metrics.Remove(metric.Labels);
            }
        }
    }
}
