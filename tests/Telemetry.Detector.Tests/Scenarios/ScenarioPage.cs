using System.Text;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Tests.Scenarios;

/// <summary>Writes the series of one page in the order in which a scenario names them.</summary>
internal sealed class ScenarioPage(MetricsRecordWriter writer)
{
    public ScenarioPage Gauge(string name, double value, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        writer.BeginGauge(Encoding.UTF8.GetBytes(name));
        writer.AddNumber(Labels(PointShape.Number, labels), value);
        return this;
    }

    public ScenarioPage Counter(string name, double value, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        writer.BeginCounter(Encoding.UTF8.GetBytes(name));
        writer.AddNumber(Labels(PointShape.Number, labels), value);
        return this;
    }

    public ScenarioPage Histogram(string name, ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> counts, double sum)
    {
        writer.BeginHistogram(Encoding.UTF8.GetBytes(name));
        writer.AddHistogram(PointAttributes.NoneForHistogram, bounds, counts, sum);
        return this;
    }

    private static PointAttributes Labels(PointShape shape, ReadOnlySpan<(string Label, string Value)> labels)
    {
        if (labels.IsEmpty) return PointAttributes.NoneForNumber;
        var builder = new PointAttributesBuilder();
        builder.Begin(shape);
        foreach (var (label, value) in labels) builder.Add(label, value);
        return builder.Build();
    }
}
