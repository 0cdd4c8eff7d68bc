using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>Forecasts one horizon of a series.</summary>
internal sealed class HorizonForecaster
{
    private const int MaxPending = 64;
    private const double ScaleGain = 1.0 / 200;
    private const double ScaleClip = 6;

    private static readonly int Simple = SeriesPast.Predictions;
    private static readonly int All = SeriesPast.Predictions + 1;

    private readonly long _horizonMs;
    private readonly long _stepMs;
    private readonly long _spacingMs;
    private readonly Queue<Probe> _pending = new();
    private readonly ForecastRegression _regression = new(SeriesPast.Predictions);
    private readonly ExpertMixture _mixture = new(SeriesPast.Predictions + 1);
    private readonly ResidualLadder _ladder = new();
    private Probe? _now;
    private double _scale;
    private double _moveScale;
    private long _judged;
    private long _moves;
    private long _lastProbeMs = long.MinValue;

    public HorizonForecaster(long stepMs, long horizonMs)
    {
        var steps = Math.Max((long)Math.Round((double)horizonMs / stepMs), 1);
        _stepMs = stepMs;
        _horizonMs = steps * stepMs;
        _spacingMs = (steps + MaxPending - 1) / MaxPending * stepMs;
    }

    public void Learn(SeriesPast past, double limit)
    {
        while (_pending.Count > 0 && _pending.Peek().TargetMs <= past.TimeMs + (_stepMs / 2))
        {
            var probe = _pending.Dequeue();
            if (probe.TargetMs >= past.TimeMs - _stepMs) Judge(probe, past.Value);
        }

        _now = Issue(past);
        if (_pending.Count > 0 && past.TimeMs - _lastProbeMs < _spacingMs) return;
        _lastProbeMs = past.TimeMs;
        _pending.Enqueue(_now);
    }

    public SeriesForecast Forecast(double limit)
    {
        if (_now is null) return new SeriesForecast(_horizonMs, double.NaN, double.NaN, double.NaN, double.NaN);
        var breach = double.IsNaN(limit) ? double.NaN : _scale > 0 ? _ladder.Above((limit - _now.Mixed) / _scale) : _now.Mixed > limit ? 1 : 0;
        var median = _now.Mixed + (_scale * _ladder.At(ResidualLadder.Median));
        return new SeriesForecast(_horizonMs, _now.Mixed + (_scale * _ladder.At(ResidualLadder.Low)), median, _now.Mixed + (_scale * _ladder.At(ResidualLadder.High)), breach);
    }

    public void Save(SnapshotWriter writer)
    {
        _regression.Save(writer);
        _mixture.Save(writer);
        _ladder.Save(writer);
        writer.Write(_scale);
        writer.Write(_moveScale);
        writer.Write(_judged);
        writer.Write(_moves);
        writer.Write(_lastProbeMs);
        writer.Write(_pending.Count);
        foreach (var probe in _pending) probe.Save(writer);
        writer.Write(_now is not null);
        _now?.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _regression.Restore(ref reader);
        _mixture.Restore(ref reader);
        _ladder.Restore(ref reader);
        _scale = reader.ReadDouble();
        _moveScale = reader.ReadDouble();
        _judged = reader.ReadLong();
        _moves = reader.ReadLong();
        _lastProbeMs = reader.ReadLong();
        _pending.Clear();
        for (var left = reader.ReadCount(); left > 0; left--) _pending.Enqueue(Probe.Restore(ref reader));
        _now = reader.ReadBool() ? Probe.Restore(ref reader) : null;
    }

    private Probe Issue(SeriesPast past)
    {
        var predictions = new double[All];
        var target = past.TimeMs + _horizonMs;
        past.Predict(target, predictions);
        Span<double> inputs = stackalloc double[Simple];
        Inputs(predictions, _moveScale, inputs);
        predictions[Simple] = predictions[0] + (_moveScale * _regression.Predict(inputs));
        return new Probe(target, predictions, _mixture.Mix(predictions), _scale, _moveScale);
    }

    private static void Inputs(ReadOnlySpan<double> predictions, double scale, Span<double> inputs)
    {
        for (var i = 1; i < Simple; i++) inputs[i] = scale > 0 ? Math.Clamp((predictions[i] - predictions[0]) / scale, -8, 8) : 0;
        inputs[0] = 0.1;
    }

    private void Judge(Probe probe, double value)
    {
        var move = Math.Abs(value - probe.Predictions[0]);
        _moves++;
        _moveScale += Math.Max(ScaleGain, 1.0 / _moves) * (Math.Min(move, _moves > 50 ? ScaleClip * _moveScale + 1e-12 : double.MaxValue) - _moveScale);
        if (probe.MoveScale > 0)
        {
            Span<double> inputs = stackalloc double[Simple];
            Inputs(probe.Predictions, probe.MoveScale, inputs);
            _regression.Learn(inputs, (value - probe.Predictions[0]) / probe.MoveScale);
        }

        var error = value - probe.Mixed;
        _judged++;
        if (_scale > 0) _mixture.Learn(probe.Predictions, probe.Mixed, value, _scale);
        if (probe.Scale > 0) _ladder.Learn(error / probe.Scale);
        _scale += Math.Max(ScaleGain, 1.0 / _judged) * (Math.Min(Math.Abs(error), _judged > 50 ? ScaleClip * _scale + 1e-12 : double.MaxValue) - _scale);
    }

    private sealed record Probe(long TargetMs, double[] Predictions, double Mixed, double Scale, double MoveScale)
    {
        public void Save(SnapshotWriter writer)
        {
            writer.Write(TargetMs);
            writer.Write(Predictions);
            writer.Write(Mixed);
            writer.Write(Scale);
            writer.Write(MoveScale);
        }

        public static Probe Restore(ref SnapshotReader reader)
        {
            var target = reader.ReadLong();
            var predictions = new double[All];
            reader.ReadInto(predictions);
            return new Probe(target, predictions, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        }
    }
}
