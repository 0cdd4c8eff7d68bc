namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// All series of one family and one set of labels, <c>le</c> and <c>quantile</c> left out: of a histogram its buckets, sum and count.
/// </summary>
internal sealed class LabeledMetric(MetricFamily family, LabelSet labels, uint firstSeen)
{
    /// <summary>Series that one metric may have; beyond any histogram in use. Bounds the search for another spelling.</summary>
    public const int MaxSeries = 1024;

    private readonly List<SeriesEntry> _series = [];

    public MetricFamily Family { get; } = family;

    /// <summary>The labels common to all series of the metric.</summary>
    public LabelSet Labels { get; } = labels;

    /// <summary>Number of the scrape that had this metric first; see <see cref="SeriesTable.Generation"/>.</summary>
    public uint FirstSeen { get; } = firstSeen;

    /// <summary>In the order in which they were first seen; those absent from the latest scrape have an older <see cref="SeriesEntry.LastSeen"/>.</summary>
    public IReadOnlyList<SeriesEntry> Series => _series;

    internal void Add(SeriesEntry series) => _series.Add(series);

    internal void Remove(SeriesEntry series) => _series.Remove(series);

    internal void DropAbsent(uint generation) => _series.RemoveAll(series => series.LastSeen != generation);

    internal SeriesEntry? Find(SeriesRole role, double bound)
    {
        foreach (var series in _series)
        {
            if (series.Role == role && series.Bound.Equals(bound))
            {
                return series;
            }
        }

        return null;
    }
}
