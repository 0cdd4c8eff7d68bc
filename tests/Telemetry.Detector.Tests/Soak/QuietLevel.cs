using Telemetry.Catalog;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>A level, as a queue that is mostly short.</summary>
internal sealed class QuietLevel(SignalDefinition signal, Noise noise) : QuietFamily(signal)
{
    private readonly double _usual = 0.3 * Math.Pow(30, noise.Uniform());
    private readonly Wander _wander = new(noise, 0.8, 0.3);
    private double _level;

    public override void Advance(in QuietInterval interval, Noise noise) => _level = noise.Poisson(_usual * interval.Load * _wander.Next());

    public override void Restart() => _level = 0;

    public override void Write(MetricsRecordWriter writer)
    {
        writer.BeginGauge(Name);
        writer.AddNumber(Labels(PointShape.Number, 0, "child", []), _level);
    }
}
