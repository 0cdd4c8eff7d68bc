using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Series.Matching;
using Telemetry.Series.Window;

namespace Telemetry.Series.Intake;

/// <summary>The series of one signal of one target.</summary>
internal sealed class SignalSeries
{
    private readonly SeriesWriter _value;
    private readonly SeriesWriter _baseline;
    private readonly SeriesWriter _score;
    private readonly Lazy<ForecastSeries> _forecast;

    public SignalSeries(SeriesWindow window, QueryMetrics metrics, TargetId target, in SignalPoint point)
    {
        Label[] labels =
        [
            new(SeriesNames.Cluster, target.Cluster), new(SeriesNames.Job, target.Job), new(SeriesNames.Instance, target.Instance),
            new(SeriesNames.Signal, point.Signal), new(SeriesNames.Component, point.Component),
            new(SeriesNames.Family, point.Family), new(SeriesNames.Siblings, point.Series),
        ];
        Label[] withUnit = [.. labels, new(SeriesNames.Unit, point.Unit)];
        _value = new(window, metrics, LabelSet.Of(SeriesNames.SignalValue, withUnit));
        _baseline = new(window, metrics, LabelSet.Of(SeriesNames.SignalBaseline, withUnit));
        _score = new(window, metrics, LabelSet.Of(SeriesNames.SignalScore, labels));
        _forecast = new(() => new ForecastSeries(window, metrics, labels, withUnit));
    }

    /// <summary>Event time of the last scrape that had the signal, Unix milliseconds.</summary>
    public long SeenMs { get; private set; }

    public void Append(long timeMs, in SignalPoint point)
    {
        SeenMs = timeMs;
        AppendOrEnd(_value, timeMs, point.Verdict == Verdict.NoEvidence ? double.NaN : point.Value);
        AppendOrEnd(_baseline, timeMs, point.Baseline);
        AppendOrEnd(_score, timeMs, point.Verdict == Verdict.Scored ? point.Score : double.NaN);
        if (point.Forecast is { } forecast) _forecast.Value.Append(timeMs, forecast);
    }

    public void End(long timeMs)
    {
        _value.End(timeMs);
        _baseline.End(timeMs);
        _score.End(timeMs);
        if (_forecast.IsValueCreated) _forecast.Value.End(timeMs);
    }

    private static void AppendOrEnd(SeriesWriter series, long timeMs, double value)
    {
        if (double.IsNaN(value)) series.End(timeMs);
        else series.Append(timeMs, value);
    }
}
