using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>
/// The samples of one family that stand together. A <c>_created</c> line counts for all samples of its metric in the block,
/// before it and after it, yet only where at least one stands before it: this is how Prometheus reads it.
/// </summary>
internal sealed class SampleBlock
{
    private readonly List<(PrintedSample Sample, LabelSet Metric)> _samples = [];
    private readonly HashSet<LabelSet> _metrics = [];
    private readonly Dictionary<LabelSet, long> _created = [];

    public void Add(PrintedSample sample, LabelSet metric)
    {
        _samples.Add((sample, metric));
        _metrics.Add(metric);
    }

    /// <param name="metric">Labels of the metric.</param>
    /// <param name="milliseconds">When it was born, Unix milliseconds.</param>
    public void SetCreated(LabelSet metric, long milliseconds)
    {
        if (_metrics.Contains(metric))
        {
            _created[metric] = milliseconds;
        }
    }

    /// <summary>Returns the samples in page order and begins anew.</summary>
    public List<PrintedSample> Take()
    {
        foreach (var (sample, metric) in _samples)
        {
            sample.CreatedMs = _created.TryGetValue(metric, out var created) ? created : null;
        }

        var taken = _samples.ConvertAll(static pair => pair.Sample);
        _samples.Clear();
        _metrics.Clear();
        _created.Clear();
        return taken;
    }
}
