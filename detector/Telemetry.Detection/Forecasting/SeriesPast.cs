using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// What all horizons of a series share: its last value, its levels, and its day. Levels are learned three ways, because series differ: as
/// plain means, as means whose surprises are clipped (a burst does not move them), and as means of logarithms (skewed counts). 130 bytes
/// and the day.
/// </summary>
internal sealed class SeriesPast(long stepMs)
{
    // Steps over which the change from one value to the next is learned, and how large an outlier may be in it.
    private const double ChangeSpan = 100;
    private const double ChangeClip = 5;
    private const int EarlyValues = 30;

    // What comes sooner than this share of a step counts as one.
    private const double MinSteps = 0.1;

    // In steps, a factor of about three apart.
    private static readonly double[] PlainSpans = [2, 8];
    private static readonly double[] ClippedSpans = [6, 20, 60, 200];
    private static readonly double[] LogarithmicSpans = [3, 20];
    private static readonly double[] DaySpans = [6, 60];

    private readonly double[] _plain = new double[PlainSpans.Length];
    private readonly double[] _clipped = new double[ClippedSpans.Length];
    private readonly double[] _logarithmic = new double[LogarithmicSpans.Length];
    private readonly double[] _aboveDay = new double[DaySpans.Length];
    private readonly DayCourse _day = new(stepMs);
    private double _change;
    private long _aboveDayCount;

    /// <summary>Number of forecasts that <see cref="Predict"/> gives.</summary>
    public static int Predictions { get; } = 3 + PlainSpans.Length + ClippedSpans.Length + LogarithmicSpans.Length + DaySpans.Length;

    /// <summary>Event time of the first value, Unix milliseconds.</summary>
    public long FirstMs { get; private set; }

    /// <summary>Event time of the last value, Unix milliseconds.</summary>
    public long TimeMs { get; private set; } = long.MinValue;

    /// <summary>The last value.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Values taken in.</summary>
    public long Count { get; private set; }

    /// <summary>Steps between the last value and the one before.</summary>
    public double Steps { get; private set; } = 1;

    /// <summary>Takes a value in.</summary>
    public void Add(long timeMs, double value)
    {
        if (Count == 0) Begin(timeMs, value);
        else Steps = Math.Max((double)(timeMs - TimeMs) / stepMs, MinSteps);
        Count++;
        for (var i = 0; i < _plain.Length; i++) _plain[i] += Gain(PlainSpans[i], Steps, Count) * (value - _plain[i]);
        for (var i = 0; i < _clipped.Length; i++) _clipped[i] += Gain(ClippedSpans[i], Steps, Count) * Math.Clamp(value - _clipped[i], -_change, _change);
        for (var i = 0; i < _logarithmic.Length; i++) _logarithmic[i] += Gain(LogarithmicSpans[i], Steps, Count) * (Math.Asinh(value) - _logarithmic[i]);
        AddToDay(timeMs, value);
        FollowChange(value);
        (TimeMs, Value) = (timeMs, value);
    }

    /// <summary>What each simple method expects at a later time: the last value first, yesterday's second.</summary>
    public void Predict(long timeMs, Span<double> predictions)
    {
        var (latest, now, then) = (_day.Latest(timeMs), _day.Usual(TimeMs), _day.Usual(timeMs));
        var hasDay = !double.IsNaN(now) && !double.IsNaN(then) && _aboveDayCount > 0;
        var at = 0;
        predictions[at++] = Value;
        predictions[at++] = double.IsNaN(latest) ? Value : latest;
        predictions[at++] = hasDay ? Value + then - now : Value;
        foreach (var level in _plain) predictions[at++] = level;
        foreach (var level in _clipped) predictions[at++] = level;
        foreach (var level in _logarithmic) predictions[at++] = Math.Sinh(level);
        foreach (var above in _aboveDay) predictions[at++] = hasDay ? then + above : Value;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(FirstMs);
        writer.Write(TimeMs);
        writer.Write(Value);
        writer.Write(Count);
        writer.Write(Steps);
        writer.Write(_plain);
        writer.Write(_clipped);
        writer.Write(_logarithmic);
        writer.Write(_aboveDay);
        writer.Write(_aboveDayCount);
        writer.Write(_change);
        _day.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        FirstMs = reader.ReadLong();
        TimeMs = reader.ReadLong();
        Value = reader.ReadDouble();
        Count = reader.ReadLong();
        Steps = reader.ReadDouble();
        reader.ReadInto(_plain);
        reader.ReadInto(_clipped);
        reader.ReadInto(_logarithmic);
        reader.ReadInto(_aboveDay);
        _aboveDayCount = reader.ReadLong();
        _change = reader.ReadDouble();
        _day.Restore(ref reader);
    }

    /// <summary>Weight of a new value in a mean over a span: that of a plain average while there are few.</summary>
    public static double Gain(double span, double steps, long count) => Math.Max(1 - Math.Exp(-steps / span), 1.0 / count);

    private void Begin(long timeMs, double value)
    {
        (FirstMs, Value) = (timeMs, value);
        Array.Fill(_clipped, value);
    }

    private void AddToDay(long timeMs, double value)
    {
        var usual = _day.Usual(timeMs);
        if (!double.IsNaN(usual))
        {
            _aboveDayCount++;
            for (var i = 0; i < _aboveDay.Length; i++) _aboveDay[i] += Gain(DaySpans[i], Steps, _aboveDayCount) * (value - usual - _aboveDay[i]);
        }

        _day.Add(timeMs, value);
    }

    private void FollowChange(double value)
    {
        if (Count == 1) return;
        var change = Math.Abs(value - Value);
        // A series that stood still has no change to clip by.
        if (Count > EarlyValues && _change > 0) change = Math.Min(change, ChangeClip * _change);
        _change += Gain(ChangeSpan, Steps, Count - 1) * (change - _change);
    }
}
