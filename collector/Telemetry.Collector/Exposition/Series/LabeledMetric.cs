namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// All series of one family and one set of labels, <c>le</c> and <c>quantile</c> left out: of a histogram its buckets, sum and count.
/// </summary>
internal sealed class LabeledMetric(MetricFamily family, LabelSet labels)
{
    /// <summary>Series that one metric may have; beyond any histogram in use. Bounds the search for another spelling.</summary>
    public const int MaxSeries = 1024;

    // Most metrics are one number: an array of one costs half of what a list does.
    private SeriesEntry[] _series = new SeriesEntry[1];
    private int _count;

    public MetricFamily Family { get; } = family;

    /// <summary>The labels common to all series of the metric.</summary>
    public LabelSet Labels { get; } = labels;

    /// <summary>In the order in which they were first seen; those absent from the latest scrape have an older <see cref="SeriesEntry.LastSeen"/>.</summary>
    public ArraySegment<SeriesEntry> Series => new(_series, 0, _count);

    /// <summary>What a protobuf page knows of it besides; null on a text page.</summary>
    public MessageState? Message { get; internal set; }

    internal void Add(SeriesEntry series)
    {
        if (_count == _series.Length) Array.Resize(ref _series, Math.Max(4, _count + (_count / 2)));
        _series[_count++] = series;
    }

    internal void Remove(SeriesEntry series) => Keep(other => other != series);

    internal void DropAbsent(uint generation) => Keep(series => series.LastSeen == generation);

    internal SeriesEntry? Find(SeriesRole role, double bound)
    {
        foreach (var series in Series)
        {
            if (series.Role == role && series.Bound.Equals(bound))
            {
                return series;
            }
        }

        return null;
    }

    private void Keep(Predicate<SeriesEntry> isKept)
    {
        var kept = 0;
        foreach (var series in Series)
        {
            if (isKept(series)) _series[kept++] = series;
        }

        Array.Clear(_series, kept, _count - kept);
        _count = kept;
    }
}
