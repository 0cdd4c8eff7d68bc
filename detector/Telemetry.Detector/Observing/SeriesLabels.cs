using System.Text;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Observing;

/// <summary>Labels of one series, read once when it is first seen.</summary>
internal sealed class SeriesLabels
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public SeriesLabels(AttributeList attributes)
    {
        foreach (var attribute in attributes) _values[Encoding.UTF8.GetString(attribute.Key)] = attribute.ValueText();
    }

    /// <summary>Value of a label; empty where the series has none of that name.</summary>
    public string ValueOf(string label) => _values.GetValueOrDefault(label, "");
}
