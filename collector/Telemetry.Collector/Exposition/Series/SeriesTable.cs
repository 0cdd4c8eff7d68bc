namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// The series of one target, from scrape to scrape. A known series costs a comparison of its bytes and the parsing of its value;
/// labels are decoded once. Not thread-safe: one scrape loop owns it.
/// </summary>
/// <param name="isWanted">Tells from a family's name whether its samples are kept; asked once per family.</param>
/// <param name="maxSeries">Bound of series and of families; samples of further ones are refused and counted.</param>
internal sealed class SeriesTable(Func<string, bool> isWanted, int maxSeries = SeriesTable.DefaultMaxSeries)
{
    /// <summary>About four times the largest control plane page known to us.</summary>
    public const int DefaultMaxSeries = 200_000;

    private readonly Dictionary<byte[], SeriesEntry> _series = new(Utf8Keys.Instance);
    private readonly FamilyTable _families = new(isWanted, maxSeries);
    private readonly LabelReader _labels = new();
    private bool _hasAbsent;

    /// <summary>Number of the latest page, from 1. A series is in it where its <see cref="SeriesEntry.LastSeen"/> equals this.</summary>
    public uint Generation { get; private set; }

    /// <summary>All families heard of, wanted or not.</summary>
    public IReadOnlyCollection<MetricFamily> Families => _families.All;

    /// <summary>Series held.</summary>
    public int Count => _series.Count;

    /// <summary>Changes whenever series were learned or dropped: what was derived from their arrangement holds while this does.</summary>
    public uint Layout { get; private set; }

    /// <summary>Before the first line of a page: the guess for the first line hangs here.</summary>
    internal SeriesEntry Head { get; private set; } = CreateHead();

    /// <summary>
    /// Reads a page into the table. Series that the page lacks stay one page longer with their old
    /// <see cref="SeriesEntry.LastSeen"/>, so that their end can be told; then they are dropped.
    /// </summary>
    /// <param name="body">The page; not kept.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="truncated">See <see cref="ExpositionReader.Read"/>.</param>
    public PageReading Read(ReadOnlySpan<byte> body, ExpositionFormat format, bool truncated = false)
    {
        DropAbsent();
        Generation++;
        var handler = new SeriesTableHandler(this, _families, format);
        ExpositionReader.Read(body, format, truncated, ref handler);
        if (handler.TypesChanged)
        {
            // The target was replaced by another version: what we know of its series no longer holds.
            Clear();
            handler = new SeriesTableHandler(this, _families, format);
            ExpositionReader.Read(body, format, truncated, ref handler);
        }

        var reading = handler.Reading;
        reading.Vanished = Count - handler.Present;
        // A page that broke off says nothing about what would have stood behind: nothing of it has ended.
        _hasAbsent = reading.Vanished > 0 && !truncated;
        return reading;
    }

    internal bool TryGet(ReadOnlySpan<byte> raw, out SeriesEntry? series) =>
        _series.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(raw, out series);

    /// <summary>Learns a series; null with a reason where the line is bad, null without one where the table is full.</summary>
    internal SeriesEntry? Add(
        in SampleLine sample, MetricFamily family, SeriesRole role, ExpositionFormat format, out BadLineReason fault)
    {
        fault = BadLineReason.None;
        if (Count >= maxSeries)
        {
            return null;
        }

        var labels = _labels.Read(sample, format, BoundLabel(role), out var bound);
        if (role is SeriesRole.Bucket && bound is null)
        {
            fault = BadLineReason.InvalidBound;
            return null;
        }

        var metric = family.GetOrAdd(labels, Generation);
        if (metric.Find(role, bound ?? double.NaN) is { } otherSpelling)
        {
            if (otherSpelling.LastSeen == Generation)
            {
                fault = BadLineReason.DuplicateSeries;
                return null;
            }

            Forget(otherSpelling);
            metric.Remove(otherSpelling);
        }

        if (metric.Series.Count >= LabeledMetric.MaxSeries)
        {
            return null;
        }

        var series = new SeriesEntry(sample.Series.ToArray(), _labels.Share(sample.Name), role, bound ?? double.NaN, metric);
        Layout++;
        metric.Add(series);
        _series.Add(series.Raw, series);
        return series;
    }

    private static ReadOnlySpan<byte> BoundLabel(SeriesRole role) => role switch
    {
        SeriesRole.Bucket => "le"u8,
        SeriesRole.Quantile => "quantile"u8,
        _ => [],
    };

    private static SeriesEntry CreateHead() =>
        new([], "", SeriesRole.Value, double.NaN, new LabeledMetric(new MetricFamily([], "", isWanted: false), new LabelSet([]), 0));

    private void DropAbsent()
    {
        if (!_hasAbsent)
        {
            return;
        }

        Layout++;
        foreach (var series in _series.Values)
        {
            if (series.LastSeen != Generation)
            {
                Forget(series);
            }
        }

        foreach (var family in _families.All)
        {
            family.DropAbsent(Generation);
        }
    }

    private void Forget(SeriesEntry series)
    {
        series.IsDropped = true;
        _series.Remove(series.Raw);
    }

    private void Clear()
    {
        _series.Clear();
        _families.Clear();
        Layout++;
        Head = CreateHead();
    }
}
