using System.Runtime.InteropServices;

namespace Telemetry.Collector.Recordings.History;

/// <summary>One series of a Prometheus.</summary>
/// <param name="Labels">Its labels, name included.</param>
/// <param name="Samples">Its samples, in order of time.</param>
internal sealed record HistorySeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<HistorySample> Samples)
{
    private const string NameLabel = "__name__";

    /// <summary>Name of the metric.</summary>
    public string Name => Label(NameLabel);

    /// <summary>Value of a label; empty where it has none.</summary>
    public string Label(string name) => Labels.GetValueOrDefault(name, "");

    /// <summary>Labels that the target's own page had.</summary>
    public IEnumerable<KeyValuePair<string, string>> PageLabels =>
        Labels.Where(label => label.Key is not (NameLabel or "job" or "instance")).OrderBy(label => label.Key, StringComparer.Ordinal);
}

/// <summary>One sample.</summary>
/// <param name="TimeMs">When, Unix milliseconds.</param>
/// <param name="Value">What.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HistorySample(long TimeMs, double Value);
