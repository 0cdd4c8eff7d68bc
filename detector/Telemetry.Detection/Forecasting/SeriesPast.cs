using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>What all horizons of a series share: its last value, its levels over several spans, and its day.</summary>
internal sealed class SeriesPast(long stepMs)
{
    // Spans of the levels, in steps: a factor of about three each, from a pair of values to some hundred.
    private static readonly double[] Spans = [2, 6, 20, 60, 200];
    private static readonly double[] ResidualSpans = [6, 60];

    private readonly double[] _levels = new double[Spans.Length];
    private readonly double[] _residuals = new double[ResidualSpans.Length];
    private readonly DayProfile _day = new(stepMs);
    private long _count;
    private long _residualCount;

    /// <summary>Number of forecasts that <see cref="Predict"/> gives.</summary>
    public static int Predictions => 3 + Spans.Length + ResidualSpans.Length;

    /// <summary>Event time of the last value.</summary>
    public long TimeMs { get; private set; } = long.MinValue;

    /// <summary>The last value.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Takes a value in.</summary>
    public void Add(long timeMs, double value)
    {
        var steps = _count == 0 ? 1 : Math.Max((double)(timeMs - TimeMs) / stepMs, 0.1);
        _count++;
        for (var i = 0; i < Spans.Length; i++) _levels[i] += Gain(Spans[i], steps, _count) * (value - _levels[i]);
        var usual = _day.Usual(timeMs);
        if (!double.IsNaN(usual))
        {
            _residualCount++;
            for (var i = 0; i < ResidualSpans.Length; i++) _residuals[i] += Gain(ResidualSpans[i], steps, _residualCount) * (value - usual - _residuals[i]);
        }

        _day.Add(timeMs, value);
        (TimeMs, Value) = (timeMs, value);
    }

    /// <summary>What each simple method expects at a later time: the last value first, yesterday's second.</summary>
    public void Predict(long timeMs, Span<double> predictions)
    {
        predictions[0] = Value;
        var latest = _day.Latest(timeMs);
        predictions[1] = double.IsNaN(latest) ? Value : latest;
        var (now, then) = (_day.Usual(TimeMs), _day.Usual(timeMs));
        var hasDay = !double.IsNaN(now) && !double.IsNaN(then) && _residualCount > 0;
        predictions[2] = hasDay ? Value + then - now : Value;
        for (var i = 0; i < Spans.Length; i++) predictions[3 + i] = _levels[i];
        for (var i = 0; i < ResidualSpans.Length; i++)
            predictions[3 + Spans.Length + i] = hasDay ? then + _residuals[i] : Value;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(TimeMs);
        writer.Write(Value);
        writer.Write(_count);
        writer.Write(_residualCount);
        writer.Write(_levels);
        writer.Write(_residuals);
        _day.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        TimeMs = reader.ReadLong();
        Value = reader.ReadDouble();
        _count = reader.ReadLong();
        _residualCount = reader.ReadLong();
        reader.ReadInto(_levels);
        reader.ReadInto(_residuals);
        _day.Restore(ref reader);
    }

    private static double Gain(double span, double steps, long count) => Math.Max(1 - Math.Exp(-steps / span), 1.0 / count);
}
