namespace Telemetry.Collector.Exposition.Series;

/// <summary>A family of a target: its metadata and its metrics.</summary>
internal sealed class MetricFamily(byte[] rawName, string name, FamilyRule rule)
{
    private readonly Dictionary<LabelSet, LabeledMetric> _metrics = [];
    private Dictionary<byte[], LabeledMetric>? _byMessage;

    public string Name { get; } = name;

    /// <summary>Whether its samples are kept: the catalog forwards it, and no limit has cost it its place.</summary>
    public bool IsWanted => rule.IsWanted && Shed is null;

    /// <summary>1 is given up last.</summary>
    public int Priority => rule.Priority;

    /// <summary>The limit that cost it its place; null where none did.</summary>
    public RefusalReason? Shed { get; internal set; }

    /// <summary>Whether the admission of series knows it.</summary>
    public bool IsListed { get; internal set; }

    /// <summary>Series held.</summary>
    public int SeriesCount { get; internal set; }

    /// <summary>What the page says, or the catalog where the page is known to lie.</summary>
    public FamilyType Type { get; private set; } = rule.Type ?? FamilyType.Unknown;

    /// <summary>Help text, escaped as on the page's first line of this kind; null where there was none.</summary>
    public string? Help { get; internal set; }

    public string? Unit { get; internal set; }

    public IReadOnlyCollection<LabeledMetric> Metrics => _metrics.Values;

    internal byte[] RawName { get; } = rawName;

    /// <summary>Number of the scrape whose TYPE line was heard last.</summary>
    internal uint TypedIn { get; private set; }

    /// <summary>Number of the scrape that had a sample of it last.</summary>
    internal uint SampledIn { get; set; }

    /// <summary>Takes the type that the page gives.</summary>
    /// <returns>Whether the family was of another type on the page before.</returns>
    internal bool TrySetType(FamilyType type, uint generation)
    {
        // As in Prometheus the first TYPE of a page counts, and only before the family's samples.
        if (TypedIn == generation || SampledIn == generation) return false;
        // A lie is about numbers: what has buckets or quantiles is what it says.
        if (type is FamilyType.Gauge or FamilyType.Counter or FamilyType.Unknown) type = rule.Type ?? type;
        var isOther = Type != type && (TypedIn != 0 || SampledIn != 0);
        (Type, TypedIn) = (type, generation);
        return isOther;
    }

    /// <summary>Takes a type wherever on the page it stands: a printer shows what is written.</summary>
    internal void Retype(FamilyType type) => Type = type;

    internal LabeledMetric GetOrAdd(LabelSet labels)
    {
        if (!_metrics.TryGetValue(labels, out var metric))
        {
            metric = new LabeledMetric(this, labels);
            _metrics.Add(labels, metric);
        }

        return metric;
    }

    /// <summary>The metric whose message begins with these label fields.</summary>
    internal LabeledMetric? FindMessage(ReadOnlySpan<byte> labels) =>
        _byMessage is not null && _byMessage.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(labels, out var metric) ? metric : null;

    /// <summary>Notes by which label fields a metric is found.</summary>
    internal void SetMessage(LabeledMetric metric, ReadOnlySpan<byte> labels)
    {
        _byMessage ??= new Dictionary<byte[], LabeledMetric>(Utf8Keys.Instance);
        ForgetMessage(metric);
        metric.Message = new MessageState(labels.ToArray());
        _byMessage.Add(metric.Message.Labels, metric);
    }

    internal void DropAbsent(uint generation)
    {
        SeriesCount = 0;
        foreach (var metric in _metrics.Values)
        {
            metric.DropAbsent(generation);
            SeriesCount += metric.Series.Count;
            if (metric.Series.Count == 0)
            {
                _metrics.Remove(metric.Labels);
                ForgetMessage(metric);
            }
        }
    }

    internal void Clear()
    {
        foreach (var metric in _metrics.Values) ForgetMessage(metric);
        _metrics.Clear();
        SeriesCount = 0;
    }

    private void ForgetMessage(LabeledMetric metric)
    {
        if (metric.Message is not { } message) return;
        message.IsDropped = true;
        _byMessage!.Remove(message.Labels);
    }
}
