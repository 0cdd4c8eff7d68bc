using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Forecasts one horizon of a series: simple methods, a regression over them, a mixture of all, and a band from the errors so far. At most
/// 64 forecasts wait for their time, about 200 bytes each; 2 KB besides.
/// </summary>
internal sealed class HorizonForecaster
{
    private const int MaxPending = 64;

    // What lies behind the last value by at most half a step is met by it; what it misses by more than one is judged by nothing.
    private const double MetWithin = 0.5;

    // Independent horizons, each as long as the horizon, before the median of the errors is trusted to correct the forecast.
    private const int CorrectedAfter = 20;

    // A band from few independent horizons is wider, as Student's is.
    private const double Widening = 2;

    private const double MaxInput = 8;
    private const double Intercept = 0.1;

    private static readonly int Inputs = SeriesPast.Predictions + 1;
    private static readonly int Methods = Inputs + 1;

    private readonly long _horizonMs;
    private readonly long _stepMs;
    private readonly Queue<IssuedForecast> _pending = new();
    private readonly HorizonTrend _trend;
    private readonly ForecastRegression _regression = new(Inputs);
    private readonly ExpertMixture _mixture = new(Methods);
    private readonly ResidualLadder _ladder = new();
    private readonly ErrorScale _moves = new();
    private readonly ErrorScale _errors = new();
    private readonly ReachGrowth _growth = new();
    private readonly BreachCalibration _calibration = new();
    private IssuedForecast? _now;
    private double _widening = 1;
    private long _issuedMs;
    private long _judged;

    /// <param name="stepMs">Usual distance of two values.</param>
    /// <param name="horizonMs">How far ahead; rounded to whole steps, one at least.</param>
    public HorizonForecaster(long stepMs, long horizonMs)
    {
        var steps = Math.Max((long)Math.Round((double)horizonMs / stepMs), 1);
        _stepMs = stepMs;
        _horizonMs = steps * stepMs;
        _trend = new HorizonTrend(steps);
    }

    /// <summary>Judges what was forecast for the time of the last value, and forecasts anew.</summary>
    public void Learn(SeriesPast past, double limit)
    {
        while (_pending.TryPeek(out var issued) && issued.TargetMs <= past.TimeMs + (MetWithin * _stepMs))
        {
            _pending.Dequeue();
            if (issued.TargetMs >= past.TimeMs - _stepMs) Judge(issued, past.Value);
        }

        _trend.Learn(past);
        var livedMs = past.TimeMs - past.FirstMs;
        _widening = 1 + (Widening * _horizonMs / (livedMs + _stepMs));
        _now = Issue(past, 1, limit);
        Remember(past, livedMs, limit);
    }

    /// <summary>What is expected as of the last value.</summary>
    public SeriesForecast Forecast()
    {
        if (_now is null) return new SeriesForecast(_horizonMs, double.NaN, double.NaN, double.NaN, double.NaN);
        var width = _errors.Value * _widening;
        var median = _judged > CorrectedAfter * (_pending.Count + 1) ? _now.Mixed + (_errors.Value * _ladder.At(ResidualLadder.Median)) : _now.Mixed;
        var low = Math.Min(_now.Mixed + (width * _ladder.At(ResidualLadder.Low)), median);
        var high = Math.Max(_now.Mixed + (width * _ladder.At(ResidualLadder.High)), median);
        return new SeriesForecast(_horizonMs, low, median, high, double.IsNaN(_now.Limit) ? double.NaN : _calibration.Correct(_now.Breach, _now.WasAbove));
    }

    /// <summary>Forgets what the limit before has taught.</summary>
    public void ForgetLimit() => _calibration.Clear();

    public void Save(SnapshotWriter writer)
    {
        _trend.Save(writer);
        _regression.Save(writer);
        _mixture.Save(writer);
        _ladder.Save(writer);
        _moves.Save(writer);
        _errors.Save(writer);
        _growth.Save(writer);
        _calibration.Save(writer);
        writer.Write(_widening);
        writer.Write(_issuedMs);
        writer.Write(_judged);
        writer.Write(_now is not null);
        _now?.Save(writer);
        writer.Write(_pending.Count);
        foreach (var issued in _pending) issued.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _trend.Restore(ref reader);
        _regression.Restore(ref reader);
        _mixture.Restore(ref reader);
        _ladder.Restore(ref reader);
        _moves.Restore(ref reader);
        _errors.Restore(ref reader);
        _growth.Restore(ref reader);
        _calibration.Restore(ref reader);
        _widening = reader.ReadDouble();
        _issuedMs = reader.ReadLong();
        _judged = reader.ReadLong();
        _now = reader.ReadBool() ? IssuedForecast.Restore(ref reader, Methods) : null;
        _pending.Clear();
        var pending = reader.ReadCount();
        if (pending > MaxPending) throw new SnapshotException($"{pending} forecasts wait, {MaxPending} may.");
        for (; pending > 0; pending--) _pending.Enqueue(IssuedForecast.Restore(ref reader, Methods));
    }

    // Until the horizon has passed once, forecasts for half of the time seen stand for it: else nothing would be known that long.
    private void Remember(SeriesPast past, long livedMs, double limit)
    {
        var reach = Math.Clamp(livedMs / 2 / _stepMs * _stepMs, _stepMs, _horizonMs);
        var spacing = ((reach / _stepMs) + MaxPending - 1) / MaxPending * _stepMs;
        var isDue = _pending.Count == 0 || past.TimeMs - _issuedMs >= spacing;
        if (!isDue || _pending.Count == MaxPending) return;
        _issuedMs = past.TimeMs;
        _pending.Enqueue(reach == _horizonMs ? _now! : Issue(past, (double)reach / _horizonMs, limit));
    }

    private IssuedForecast Issue(SeriesPast past, double share, double limit)
    {
        var predictions = new double[Methods];
        var targetMs = past.TimeMs + (long)(share * _horizonMs);
        past.Predict(targetMs, predictions);
        predictions[Inputs - 1] = past.Value + _trend.Ahead(share);
        Span<double> inputs = stackalloc double[Inputs];
        var moves = _moves.Value;
        Describe(predictions, moves, inputs);
        predictions[Inputs] = past.Value + (moves * _regression.Predict(inputs));
        var (mixed, scale) = (_mixture.Mix(predictions), _errors.Value);
        return new IssuedForecast(targetMs, share, predictions, mixed, moves, scale, limit, ChanceAbove(limit, mixed, scale));
    }

    private double ChanceAbove(double limit, double mixed, double scale)
    {
        if (double.IsNaN(limit)) return double.NaN;
        if (scale > 0) return _ladder.Above((limit - mixed) / (scale * _widening));
        return mixed > limit ? 1 : 0;
    }

    // The regression sees how far from the last value each method would go, in moves.
    private static void Describe(ReadOnlySpan<double> predictions, double moves, Span<double> inputs)
    {
        inputs[0] = Intercept;
        for (var i = 1; i < inputs.Length; i++)
            inputs[i] = moves > 0 ? Math.Clamp((predictions[i] - predictions[0]) / moves, -MaxInput, MaxInput) : 0;
    }

    private void Judge(IssuedForecast issued, double value)
    {
        var move = value - issued.Origin;
        if (issued.Share < 1) _growth.Learn(issued.Share, Math.Abs(move), _moves.Value);
        else LearnWhole(issued, value, move);
        _moves.Learn(move);
        var error = (value - issued.Mixed) * _growth.Stretch(issued.Share);
        if (issued.Scale > 0) _ladder.Learn(error / issued.Scale, _pending.Count + 1);
        _errors.Learn(error);
    }

    private void LearnWhole(IssuedForecast issued, double value, double move)
    {
        _judged++;
        if (issued.MoveScale > 0)
        {
            Span<double> inputs = stackalloc double[Inputs];
            Describe(issued.Predictions, issued.MoveScale, inputs);
            _regression.Learn(inputs, move / issued.MoveScale);
        }

        if (_errors.Value > 0) _mixture.Learn(issued.Predictions, issued.Mixed, value, _errors.Value);
        if (!double.IsNaN(issued.Breach)) _calibration.Learn(issued.Breach, issued.WasAbove, value > issued.Limit);
    }
}
