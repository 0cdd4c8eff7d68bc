using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Forecasts one signal of one target 1, 5, 15 and 30 minutes ahead, from its means over steps of a minute, or of a scrape interval where that
/// is longer, and warns of a breach by the written rule: even odds in 15 minutes at two steps in a row, or four to one in 5. At 30 minutes it is
/// only shown. At most 28 KB: 5 of the day, 3 of each horizon, and 51 forecasts that wait for their time.
/// </summary>
public sealed class SignalForecaster
{
    // Forecasts of the first hour rest on too little to wake someone.
    private const long MinSteps = 60;

    private const long MinuteMs = 60_000;
    private const double ForetoldOdds = 0.5;
    private const double ImminentOdds = 0.8;
    private const int ImminentHorizon = 1;
    private const int ForetoldHorizon = 2;
    private const int ForetoldSteps = 2;

    private readonly double _limit;
    private readonly LimitSource _source;
    private readonly LearnedLimit _learned = new();
    private readonly CreateForecaster _create;
    private ISeriesForecaster? _series;
    private long _stepMs;
    private long _step;
    private double _sum;
    private long _values;
    private long _steps;
    private long _asOfMs;
    private int _likely;

    /// <param name="limit">Level at which it hurts, in the signal's unit; NaN: one is learned.</param>
    /// <param name="source">Whose limit it is.</param>
    /// <param name="create">Makes the forecaster of its steps; null for the built-in one.</param>
    public SignalForecaster(double limit, LimitSource source, CreateForecaster? create = null)
    {
        (_limit, _source) = (limit, double.IsNaN(limit) ? LimitSource.Learned : source);
        _create = create ?? ((stepMs, horizonsMs, level) => new SeriesForecaster(stepMs, horizonsMs, level));
    }

    /// <summary>How far ahead it forecasts, milliseconds.</summary>
    public static IReadOnlyList<long> HorizonsMs { get; } = [MinuteMs, 5 * MinuteMs, 15 * MinuteMs, 30 * MinuteMs];

    /// <summary>Length of a step, milliseconds; 0 before the first value.</summary>
    public long StepMs => _stepMs;

    /// <summary>Means of steps that the forecaster refused; see <see cref="ISeriesForecaster.Refused"/>.</summary>
    public long Refused => _series?.Refused ?? 0;

    /// <summary>Takes the value of a scrape in.</summary>
    /// <param name="timeMs">Event time of the scrape, Unix milliseconds.</param>
    /// <param name="value">Its value; what is not finite is passed over.</param>
    /// <param name="intervalMs">The target's scrape interval; 0 where unknown.</param>
    /// <returns>Whether a step was completed, so that more is known than before.</returns>
    public bool Take(long timeMs, double value, long intervalMs)
    {
        if (!double.IsFinite(value) || timeMs < 0) return false;
        _series ??= Begin(Math.Max(intervalMs, MinuteMs));
        var step = timeMs / _stepMs;
        if (_values > 0 && step < _step) return false;
        var isComplete = _values > 0 && step > _step;
        if (isComplete) Close();
        _step = step;
        _sum += value;
        _values++;
        return isComplete;
    }

    /// <summary>What is expected, as of the last whole step; null before the first.</summary>
    public SignalOutlook? Outlook()
    {
        if (_steps == 0) return null;
        var horizons = new SeriesForecast[HorizonsMs.Count];
        for (var i = 0; i < horizons.Length; i++) horizons[i] = _series!.Forecast(i);
        var limit = Limit();
        var breach = double.IsNaN(limit) ? BreachTime.Unknown : BreachTime.Of(_series!.Value, limit, horizons);
        return new SignalOutlook(_asOfMs, limit, _source, horizons, breach, Warn(horizons));
    }

    /// <summary>Writes the whole state.</summary>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_limit);
        writer.Write(_stepMs);
        writer.Write(_step);
        writer.Write(_sum);
        writer.Write(_values);
        writer.Write(_steps);
        writer.Write(_asOfMs);
        writer.Write(_likely);
        _learned.Save(writer);
        _series?.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote. Where the limit has become another, what was learned of the old one is forgotten.</summary>
    /// <exception cref="SnapshotException">It is not a snapshot of such a forecaster.</exception>
    public void Restore(ref SnapshotReader reader)
    {
        var limit = reader.ReadDouble();
        _stepMs = reader.ReadLong();
        _step = reader.ReadLong();
        _sum = reader.ReadDouble();
        _values = reader.ReadLong();
        _steps = reader.ReadLong();
        _asOfMs = reader.ReadLong();
        _likely = reader.ReadInt();
        _learned.Restore(ref reader);
        if (_stepMs < 0) throw new SnapshotException($"A step of {_stepMs} ms is not possible.");
        if (_stepMs == 0) return;
        _series = _create(_stepMs, HorizonsMs, double.IsNaN(limit) ? _learned.Value : limit);
        _series.Restore(ref reader);
        if (limit.Equals(_limit)) return;
        _series.Limit = Limit();
        _likely = 0;
    }

    private ISeriesForecaster Begin(long stepMs)
    {
        _stepMs = stepMs;
        return _create(stepMs, HorizonsMs, Limit());
    }

    private double Limit() => double.IsNaN(_limit) ? _learned.Value : _limit;

    private void Close()
    {
        var value = _sum / _values;
        (_sum, _values) = (0, 0);
        if (!_series!.Learn(_step * _stepMs, value)) return;
        _steps++;
        if (_source == LimitSource.Learned) FollowLimit(value);
        var isLikely = _series.Forecast(ForetoldHorizon).BreachProbability >= ForetoldOdds;
        _likely = isLikely ? Math.Min(_likely + 1, ForetoldSteps) : 0;
        _asOfMs = (_step + 1) * _stepMs;
    }

    // It moves slowly: what was said of it a moment ago still speaks of it.
    private void FollowLimit(double value)
    {
        _learned.Learn(value);
        _series!.FollowLimit(_learned.Value);
    }

    private BreachWarning Warn(ReadOnlySpan<SeriesForecast> horizons)
    {
        if (_source == LimitSource.Learned || _steps < MinSteps) return BreachWarning.None;
        if (horizons[ImminentHorizon].BreachProbability >= ImminentOdds) return BreachWarning.Imminent;
        return _likely == ForetoldSteps ? BreachWarning.Foretold : BreachWarning.None;
    }
}
