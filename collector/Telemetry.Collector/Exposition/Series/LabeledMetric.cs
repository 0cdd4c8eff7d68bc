namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// All series of one family and one set of labels, <c>le</c> and <c>quantile</c> left out: of a histogram its buckets, sum and count.
/// </summary>
internal sealed class LabeledMetric(MetricFamily family, LabelSet labels, uint firstSeen)
{
    private readonly List<SeriesEntry> _series = [];

    public MetricFamily Family { get; } = family;

    /// <summary>The labels common to all series of the metric.</summary>
    public LabelSet Labels { get; } = labels;

    /// <summary>Number of the scrape that had this metric first; see <see cref="SeriesTable.Generation"/>.</summary>
    public uint FirstSeen { get; } = firstSeen;

    /// <summary>In the order in which they were first seen; those absent from the latest scrape have an older <see cref="SeriesEntry.LastSeen"/>.</summary>
    public IReadOnlyList<SeriesEntry> Series => _series;

    internal void Add(SeriesEntry series) => _series.Add(series);

    internal void DropAbsent(uint generation) => _series.RemoveAll(series => series.LastSeen != generation);

    internal bool IsPresent(SeriesRole role, double bound, uint generation)
    {
        foreach (var series in _series)
        {
            if (series.Role == role && series.LastSeen == generation && series.Bound.Equals(bound))
            {
                return true;
            }
        }

        return false;
    }
}
