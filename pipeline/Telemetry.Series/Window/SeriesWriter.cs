using Telemetry.Series.Matching;

namespace Telemetry.Series.Window;

/// <summary>Writes one series: finds it once, again after the window gave it up, and counts what becomes of each sample.</summary>
internal sealed class SeriesWriter(SeriesWindow window, QueryMetrics metrics, LabelSet labels)
{
    private MemorySeries? _series;
    private bool _live;

    public LabelSet Labels { get; } = labels;

    /// <summary>Offers a sample.</summary>
    public void Append(long timeMs, double value)
    {
        var outcome = TryAppend(timeMs, value);
        if (outcome == AppendOutcome.Removed)
        {
            _series = null;
            outcome = TryAppend(timeMs, value);
        }

        if (outcome == AppendOutcome.Appended) _live = !StaleMarker.Is(value);
        metrics.Count(outcome);
    }

    /// <summary>Ends the series, unless it has ended already.</summary>
    public void End(long timeMs)
    {
        if (_live) Append(timeMs, StaleMarker.Value);
    }

    private AppendOutcome TryAppend(long timeMs, double value)
    {
        _series ??= window.GetOrAdd(Labels);
        return _series is null ? AppendOutcome.SeriesLimit : window.Append(_series, timeMs, value);
    }
}
