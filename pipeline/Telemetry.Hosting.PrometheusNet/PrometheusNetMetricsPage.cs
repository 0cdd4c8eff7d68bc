using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Prometheus;
using Telemetry.Hosting.MetricsPage;

namespace Telemetry.Hosting.PrometheusNet;

/// <summary>The metrics page kept and served by prometheus-net, in a registry of its own.</summary>
public sealed class PrometheusNetMetricsPage : IMetricsPage
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;

    public PrometheusNetMetricsPage() => _factory = Prometheus.Metrics.WithCustomRegistry(_registry);

    public IMetricSeries Open(MetricDescription metric, IReadOnlyList<KeyValuePair<string, string>> labels)
    {
        string[] names = [.. labels.Select(label => label.Key)];
        string[] values = [.. labels.Select(label => label.Value)];
        switch (metric.Kind)
        {
            case MetricKind.Counter:
                var counter = OpenCounter(metric, names).WithLabels(values);
                return new RecordingSeries(value => counter.Inc(value));
            case MetricKind.CounterTotal:
                var total = OpenCounter(metric, names).WithLabels(values);
                return new RecordingSeries(value => total.IncTo(value));
            case MetricKind.GaugeChange:
                var level = OpenGauge(metric, names).WithLabels(values);
                return new RecordingSeries(value => level.Inc(value));
            case MetricKind.Gauge:
                var gauge = OpenGauge(metric, names).WithLabels(values);
                return new RecordingSeries(value => gauge.Set(value));
            default:
                var histogram = OpenHistogram(metric, names).WithLabels(values);
                return new RecordingSeries(value => histogram.Observe(value));
        }
    }

    public void Map(IEndpointRouteBuilder endpoints, string pattern, Action observe)
    {
        _registry.AddBeforeCollectCallback(observe);
        endpoints.MapMetrics(pattern, _registry);
    }

    private Counter OpenCounter(MetricDescription metric, string[] names) =>
        _factory.CreateCounter(metric.Name, HelpOf(metric), new CounterConfiguration { LabelNames = names });

    private Gauge OpenGauge(MetricDescription metric, string[] names) =>
        _factory.CreateGauge(metric.Name, HelpOf(metric), new GaugeConfiguration { LabelNames = names });

    // The library would fail on an empty list of buckets, so the last bound is always named.
    private Histogram OpenHistogram(MetricDescription metric, string[] names) => _factory.CreateHistogram(
        metric.Name,
        HelpOf(metric),
        new HistogramConfiguration { LabelNames = names, Buckets = [.. metric.Bounds, double.PositiveInfinity] });

    // The library writes help as it stands, and a line break would end the comment.
    private static string HelpOf(MetricDescription metric) => metric.Help.ReplaceLineEndings(" ");

    private sealed class RecordingSeries(Action<double> record) : IMetricSeries
    {
        public void Record(double value) => record(value);
    }
}
