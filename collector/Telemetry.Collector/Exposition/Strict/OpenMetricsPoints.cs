using System.Text;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>Follows the samples of one family: metrics stay together, time does not run backwards, histograms add up.</summary>
internal sealed class OpenMetricsPoints
{
    private readonly HashSet<LabelSet> _seen = [];
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);
    private LabelSet? _metric;
    private bool _hasTimestamp;
    private long _timestampMs;
    private HistogramRules? _histogram;

    /// <summary>What was wrong with a histogram that ended with the line before; null where nothing was.</summary>
    public string? EndedFault { get; private set; }

    /// <summary>Takes a sample; returns what is wrong with it, or null.</summary>
    public string? Add(in SampleLine sample, FamilyType type, SeriesRole role, LabelSet metric, double bound)
    {
        var point = sample.Point;
        var isSame = metric.Equals(_metric);
        if (!isSame && !_seen.Add(metric))
        {
            return "samples of one metric are not together";
        }

        if (isSame && point.HasTimestamp != _hasTimestamp)
        {
            return "timestamps on some samples of a metric only";
        }

        if (isSame && point.TimestampMs < _timestampMs && type != FamilyType.Info)
        {
            return "timestamps go backwards";
        }

        if (!isSame)
        {
            _series.Clear();
        }

        // With timestamps a second line is another point, perhaps within the same millisecond.
        if (!_series.Add(Encoding.UTF8.GetString(sample.Series)) && !point.HasTimestamp)
        {
            return "second value for the same series";
        }

        if (!isSame || point.TimestampMs != _timestampMs)
        {
            End();
        }

        _metric = metric;
        _hasTimestamp = point.HasTimestamp;
        _timestampMs = point.TimestampMs;
        if (type is not (FamilyType.Histogram or FamilyType.GaugeHistogram))
        {
            return null;
        }

        _histogram ??= new HistogramRules(isGauge: type == FamilyType.GaugeHistogram);
        return _histogram.Add(role, bound, point.Value);
    }

    /// <summary>The histogram at hand, if any, has all its samples.</summary>
    public void End()
    {
        EndedFault ??= _histogram?.End();
        _histogram = null;
    }
}
