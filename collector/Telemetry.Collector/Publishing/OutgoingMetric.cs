using System.Text;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>One metric of the records: a name, a kind and its points.</summary>
internal sealed class OutgoingMetric(string name, string? unit, MetricKind kind)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
    private readonly byte[] _unit = Encoding.UTF8.GetBytes(unit ?? "");
    private readonly List<MetricPoint> _points = [];

    public void Add(MetricPoint point) => _points.Add(point);

    /// <summary>Writes the metric with all its points.</summary>
    public void Write(MetricsRecordWriter writer, in ScrapeMoment moment, ScrapeTally tally)
    {
        if (kind == MetricKind.Histogram) writer.BeginHistogram(_name, _unit);
        else if (kind == MetricKind.ExponentialHistogram) writer.BeginExponentialHistogram(_name, _unit);
        else if (kind == MetricKind.Sum) writer.BeginCounter(_name, _unit);
        else writer.BeginGauge(_name, _unit);
        foreach (var point in _points) point.Write(writer, moment, tally);
    }
}
