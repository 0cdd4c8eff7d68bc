using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// A limit for a signal that nobody gave one: a level that it has exceeded at one step in two hundred, followed by a step up when it does and
/// a small step down when not. Known after two hours of minutes. 32 bytes.
/// </summary>
internal sealed class LearnedLimit
{
    /// <summary>Values before it is told.</summary>
    public const long MinCount = 120;

    private const double Exceeded = 0.005;
    private const double Gain = 0.05;
    private const double SpanSteps = 1_000;

    // A series that never moved has no scale to step by; this share of its level it may rise.
    private const double LeastScaleShare = 0.01;

    private double _level;
    private double _mean;
    private double _scale;
    private long _count;

    /// <summary>The limit; NaN while it is not known.</summary>
    public double Value => _count < MinCount ? double.NaN : _level;

    public void Learn(double value)
    {
        if (_count++ == 0) (_level, _mean) = (value, value);
        var gain = SeriesPast.Gain(SpanSteps, 1, _count);
        _mean += gain * (value - _mean);
        _scale += gain * (Math.Abs(value - _mean) - _scale);
        if (_count < MinCount) _level = Math.Max(_level, value);
        else _level += Gain * Math.Max(_scale, LeastScaleShare * Math.Abs(_mean)) * ((value > _level ? 1 : 0) - Exceeded);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_level);
        writer.Write(_mean);
        writer.Write(_scale);
        writer.Write(_count);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _level = reader.ReadDouble();
        _mean = reader.ReadDouble();
        _scale = reader.ReadDouble();
        _count = reader.ReadLong();
    }
}
