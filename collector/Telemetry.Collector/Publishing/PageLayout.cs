using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>
/// Which metrics and points the series of a target make up (<c>docs/formats/metrics.md</c>). Made anew only when series come or go;
/// between, a scrape only fills in values.
/// </summary>
internal sealed class PageLayout
{
    private readonly PointMemory _memory = new();
    private readonly List<OutgoingMetric> _metrics = [];
    private readonly Dictionary<(string Name, MetricKind Kind), OutgoingMetric> _ofFamily = [];
    private uint _layout;
    private int _points;
    private long _absentMs;

    /// <summary>The metrics, in the order of the families.</summary>
    public IReadOnlyList<OutgoingMetric> Metrics => _metrics;

    /// <summary>Brings the layout up to date after a page was read.</summary>
    /// <param name="table">The target's series.</param>
    /// <param name="absentMs">Time of the last whole page before this one; 0 where there was none.</param>
    public void Update(SeriesTable table, long absentMs)
    {
        if (table.Layout == _layout) return;
        _layout = table.Layout;
        _absentMs = absentMs;
        _points = 0;
        _metrics.Clear();
        _memory.BeginLayout();
        foreach (var family in table.Families)
        {
            if (family.IsWanted) Add(family);
        }
        _memory.EndLayout(_points);
    }

    /// <summary>Lets every counter begin anew: another process counts.</summary>
    /// <param name="startMs">When that process began, Unix milliseconds.</param>
    public void Restart(long startMs) => _memory.Restart(startMs);

    private void Add(MetricFamily family)
    {
        _ofFamily.Clear();
        foreach (var metric in family.Metrics)
        {
            if (family.Type == FamilyType.Histogram) AddHistogram(metric);
            else AddNumbers(metric);
        }
    }

    private void AddHistogram(LabeledMetric metric)
    {
        var buckets = OfRole(metric, SeriesRole.Bucket);
        var count = Find(metric, SeriesRole.Count);
        if (Find(metric, SeriesRole.Native) is { } native)
        {
            AddNative(metric, native);
        }
        else if (buckets.Length > 0 || count is not null)
        {
            var (attributes, life) = _memory.Of(metric.Family.Name, PointShape.Histogram, metric.Labels, default, _absentMs);
            Add(metric.Family, metric.Family.Name, MetricKind.Histogram, new HistogramPoint(
                buckets, Find(metric, SeriesRole.Sum), count, Find(metric, SeriesRole.Created), attributes, life));
        }
        else
        {
            AddNumbers(metric);
        }
    }

    private void AddNative(LabeledMetric metric, SeriesEntry native)
    {
        var (attributes, life) = _memory.Of(metric.Family.Name, PointShape.ExponentialHistogram, metric.Labels, default, _absentMs);
        Add(metric.Family, metric.Family.Name, MetricKind.ExponentialHistogram, new NativePoint(
            native, metric.Message!.Native!, Find(metric, SeriesRole.Created), attributes, life));
    }

    private void AddNumbers(LabeledMetric metric)
    {
        var created = Find(metric, SeriesRole.Created);
        foreach (var series in metric.Series)
        {
            if (series.Role == SeriesRole.Created) continue;
            var isCounter = IsCounter(metric.Family.Type, series.Role);
            var (attributes, life) = _memory.Of(series.Name, PointShape.Number, metric.Labels, BoundLabel(series), _absentMs);
            Add(metric.Family, series.Name, isCounter ? MetricKind.Sum : MetricKind.Gauge,
                new NumberPoint(series, isCounter, attributes, life, isCounter ? created : null));
        }
    }

    private void Add(MetricFamily family, string name, MetricKind kind, MetricPoint point)
    {
        if (!_ofFamily.TryGetValue((name, kind), out var metric))
        {
            metric = new OutgoingMetric(name, family.Unit, kind);
            _ofFamily.Add((name, kind), metric);
            _metrics.Add(metric);
        }
        metric.Add(point);
        _points++;
    }

    private static bool IsCounter(FamilyType type, SeriesRole role) => type switch
    {
        FamilyType.Counter => true,
        FamilyType.Summary or FamilyType.Histogram => role is SeriesRole.Sum or SeriesRole.Count,
        _ => false,
    };

    private static Label BoundLabel(SeriesEntry series) => series.Role switch
    {
        SeriesRole.Quantile when !double.IsNaN(series.Bound) => new Label("quantile", FloatText.PrintBound(series.Bound)),
        SeriesRole.Bucket => new Label("le", FloatText.PrintBound(series.Bound)),
        _ => default,
    };

    private static SeriesEntry[] OfRole(LabeledMetric metric, SeriesRole role) =>
        [.. metric.Series.Where(series => series.Role == role)];

    private static SeriesEntry? Find(LabeledMetric metric, SeriesRole role)
    {
        foreach (var series in metric.Series)
        {
            if (series.Role == role) return series;
        }
        return null;
    }
}
