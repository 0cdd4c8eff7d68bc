using System.Text;
using Telemetry.Catalog;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>Counts of events, and of bad ones among them where the signal is a ratio.</summary>
internal sealed class QuietCounter : QuietFamily
{
    private readonly PointAttributes _good;
    private readonly PointAttributes _bad;
    private readonly double _rate;
    private readonly double _badShare;
    private readonly Wander _wander;
    private double _all;
    private double _failed;

    public QuietCounter(SignalDefinition signal, Noise noise)
        : base(signal)
    {
        _good = Labels(PointShape.Number, 0, "child", []);
        _bad = Labels(PointShape.Number, 0, "child", signal.Bad);
        var usual = signal.Normal.Count > 0 ? signal.Normal[0] : 0.001;
        var isRatio = signal.Kind == SignalKind.Ratio;
        _rate = isRatio ? 20 * noise.Factor(1) : usual * noise.Factor(0.5);
        _badShare = isRatio ? usual * noise.Factor(0.5) : 0;
        _wander = new Wander(noise, 0.9, 0.1);
    }

    public override void Advance(in QuietInterval interval, Noise noise)
    {
        var events = _rate * interval.Load * interval.Seconds * _wander.Next();
        _all += noise.Poisson(events * (1 - _badShare));
        _failed += noise.Poisson(events * _badShare);
    }

    public override void Restart() => (_all, _failed) = (0, 0);

    public override void Write(MetricsRecordWriter writer)
    {
        writer.BeginCounter(Name);
        writer.AddNumber(_good, Signal.Bad.Count > 0 ? _all : _all + _failed);
        if (Signal.Bad.Count > 0) writer.AddNumber(_bad, _failed);
        if (Signal.BadFamily is null) return;
        writer.BeginCounter(Encoding.UTF8.GetBytes(Signal.BadFamily));
        writer.AddNumber(_bad, _failed);
    }
}
