using System.Runtime.InteropServices;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Series.Matching;
using Telemetry.Series.Window;

namespace Telemetry.Series.Intake;

/// <summary>The series of one target. Holds only the signals of its last scrape, so what vanishes is forgotten.</summary>
internal sealed class TargetSeries
{
    private readonly SeriesWindow _window;
    private readonly QueryMetrics _metrics;
    private readonly TargetId _target;
    private readonly SeriesWriter _up;
    private readonly SeriesWriter _duration;
    private readonly Dictionary<SignalKey, SignalSeries> _signals = [];

    public TargetSeries(SeriesWindow window, QueryMetrics metrics, TargetId target)
    {
        (_window, _metrics, _target) = (window, metrics, target);
        Label[] labels =
        [
            new(SeriesNames.Cluster, target.Cluster), new(SeriesNames.Job, target.Job), new(SeriesNames.Instance, target.Instance),
        ];
        _up = new(window, metrics, LabelSet.Of(SeriesNames.Up, labels));
        _duration = new(window, metrics, LabelSet.Of(SeriesNames.ScrapeDuration, labels));
    }

    /// <summary>Event time of the last scrape, Unix milliseconds.</summary>
    public long SeenMs { get; private set; } = long.MinValue;

    public void Append(SignalRecord record)
    {
        var time = record.ScrapeTimeMs;
        _up.Append(time, record.Up ? 1 : 0);
        _duration.Append(time, record.ScrapeDurationMs / 1000.0);
        foreach (var point in record.Points) Signal(point).Append(time, point);
        // A double of an earlier scrape says nothing about what has vanished since.
        if (time <= SeenMs) return;
        SeenMs = time;
        EndVanished(time);
    }

    private SignalSeries Signal(in SignalPoint point)
    {
        var key = new SignalKey(point.Signal, point.Family, point.Series, point.Component, point.Unit);
        if (!_signals.TryGetValue(key, out var signal)) _signals[key] = signal = new(_window, _metrics, _target, point);
        return signal;
    }

    private void EndVanished(long timeMs)
    {
        foreach (var (key, signal) in _signals)
        {
            if (signal.SeenMs == timeMs) continue;
            signal.End(timeMs);
            _signals.Remove(key);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct SignalKey(string Signal, string Family, string Series, string Component, string Unit);
}
