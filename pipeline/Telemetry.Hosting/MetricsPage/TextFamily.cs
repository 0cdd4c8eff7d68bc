using System.Collections.Concurrent;
using System.Text;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>A family of the built-in page: its two comment lines and its series.</summary>
internal sealed class TextFamily(MetricDescription metric)
{
    // Keyed by the labels as they are written.
    private readonly ConcurrentDictionary<string, ITextSeries> _series = new(StringComparer.Ordinal);

    public IMetricSeries Open(IReadOnlyList<KeyValuePair<string, string>> labels) => _series.GetOrAdd(PageText.Labels(labels), Create);

    public void WriteTo(StringBuilder page)
    {
        page.Append("# HELP ").Append(metric.Name).Append(' ').Append(PageText.Help(metric.Help)).Append('\n');
        page.Append("# TYPE ").Append(metric.Name).Append(' ').Append(Type()).Append('\n');
        // LINQ sorts a collection by its count and then its copy: a series born between the two would end the answer. ToArray holds the locks.
        foreach (var (labels, series) in _series.ToArray().OrderBy(series => series.Key, StringComparer.Ordinal)) series.WriteTo(page, metric.Name, labels);
    }

    private ITextSeries Create(string labels) => metric.Kind switch
    {
        MetricKind.Histogram => new TextHistogramSeries(metric.Bounds),
        MetricKind.Counter or MetricKind.GaugeChange => new TextNumberSeries(adds: true),
        _ => new TextNumberSeries(adds: false),
    };

    private string Type() => metric.Kind switch
    {
        MetricKind.Histogram => "histogram",
        MetricKind.Counter or MetricKind.CounterTotal => "counter",
        _ => "gauge",
    };
}

/// <summary>A series that can write its lines.</summary>
internal interface ITextSeries : IMetricSeries
{
    void WriteTo(StringBuilder page, string family, string labels);
}
