using System.Globalization;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>
/// The series of one instrument, found by tags without allocating once they exist. There are at most <see cref="MaxSeries"/>; values with
/// further tags go to one series labelled as overflow (as OpenTelemetry's SDK does), so that sums stay right.
/// </summary>
internal sealed class InstrumentSeries(MetricDescription metric, IMetricsPage page)
{
    public const int MaxSeries = 1000;

    private static readonly KeyValuePair<string, string>[] OverflowLabels = [new("otel_metric_overflow", "true")];

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Entry> _byHash = [];
    private int _count;
    private IMetricSeries? _overflow;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // A counter never falls; whoever subtracts from one made a mistake that must not end in an exception on their thread.
        if (metric.Kind == MetricKind.Counter && value < 0) return;
        Find(tags).Record(value);
    }

    private IMetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach (var tag in tags) hash.Add(HashCode.Combine(tag.Key, tag.Value));
        var key = hash.ToHashCode();
        lock (_gate)
        {
            var first = _byHash.GetValueOrDefault(key);
            for (var entry = first; entry is not null; entry = entry.Next)
            {
                if (tags.SequenceEqual(entry.Tags)) return entry.Series;
            }
            if (_count == MaxSeries) return _overflow ??= page.Open(metric, OverflowLabels);
            _count++;
            var added = new Entry(tags.ToArray(), page.Open(metric, Labels(tags)), first);
            _byHash[key] = added;
            return added.Series;
        }
    }

    private static KeyValuePair<string, string>[] Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var name = PrometheusName.OfLabel(tag.Key);
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
            // Tags whose names become the same are joined, as the compatibility rules say.
            labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{value}" : value;
        }
        return [.. labels];
    }

    private sealed record Entry(KeyValuePair<string, object?>[] Tags, IMetricSeries Series, Entry? Next);
}
