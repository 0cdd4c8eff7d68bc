using Telemetry.Contracts.Incidents;
using Telemetry.Series.Matching;
using Telemetry.Series.Window;

namespace Telemetry.Series.Intake;

/// <summary>An open incident and its series, which are repeated on a grid while nothing changes.</summary>
internal sealed class OpenIncident(SeriesWindow window, QueryMetrics metrics, IncidentRecord record)
{
    /// <summary>Distance of the repetitions; must be well under the lookback.</summary>
    public const long RepeatMs = 15_000;

    private Dictionary<LabelSet, (SeriesWriter Series, double Value)> _series = [];
    private long _writtenMs = long.MinValue / 2;

    public IncidentRecord Record { get; private set; } = record;

    /// <summary>Takes the newest state and writes it at its event time.</summary>
    public void Change(IncidentRecord record)
    {
        var at = Math.Min(record.At.ToUnixTimeMilliseconds(), window.LatestMs);
        RepeatUntil(at - 1);
        Record = record;
        var next = new Dictionary<LabelSet, (SeriesWriter Series, double Value)>();
        foreach (var (labels, value) in IncidentLabels.SeriesOf(record))
            next[labels] = (_series.TryGetValue(labels, out var known) ? known.Series : new(window, metrics, labels), value);

        // Records may come behind the scrapes that were written on; what ends cannot end before its last sample.
        var time = Math.Max(at, _writtenMs + 1);
        foreach (var (labels, gone) in _series)
        {
            if (!next.ContainsKey(labels)) gone.Series.End(time);
        }

        _series = next;
        Write(time);
    }

    /// <summary>Repeats the samples on the grid up to a time.</summary>
    public void RepeatUntil(long timeMs)
    {
        if (_series.Count == 0) return;
        // What the window would not take anyway is passed over in one step.
        var begin = Math.Max(_writtenMs, window.OldestMs);
        var end = Math.Min(timeMs, window.LatestMs);
        for (var next = ((begin / RepeatMs) + 1) * RepeatMs; next <= end; next += RepeatMs) Write(next);
    }

    /// <summary>Ends every series.</summary>
    public void Close(long timeMs)
    {
        var at = Math.Min(timeMs, window.LatestMs);
        RepeatUntil(at - 1);
        foreach (var (series, _) in _series.Values) series.End(Math.Max(at, _writtenMs + 1));
    }

    private void Write(long timeMs)
    {
        foreach (var (series, value) in _series.Values) series.Append(timeMs, value);
        _writtenMs = timeMs;
    }
}
