using Telemetry.Detection.Detectors;

namespace Telemetry.Detection.Tests.Properties;

/// <summary>Failures among many calls, or events in time, read from counters that may begin anew.</summary>
internal sealed class CountSubject(int seed, bool isRatio) : DetectorSubject(NewDetector(isRatio))
{
    private const double UsualShare = 0.01;
    private const double CallsPerSecond = 50;

    private readonly Gaussian _noise = new(seed);
    private readonly CounterSeries _badSeries = new();
    private readonly CounterSeries _allSeries = new();
    private double _bad;
    private double _all;

    public override void Restart() => (_bad, _all) = (0, 0);

    protected override ISignalDetector Create() => NewDetector(isRatio);

    protected override void Observe(double factor, double seconds)
    {
        var all = CallsPerSecond * seconds;
        _bad += _noise.Poisson(UsualShare * factor * all);
        _all += all;
        var (bad, calls) = (_badSeries.Take(_bad, false, out _), _allSeries.Take(_all, false, out _));
        if (double.IsNaN(bad)) return;
        if (Detector is RatioDetector ratio)
        {
            ratio.AddAll(calls);
            ratio.AddBad(bad);
        }
        else ((EventRateDetector)Detector).Add(bad);
    }

    private static ISignalDetector NewDetector(bool isRatio) =>
        isRatio ? new RatioDetector(UsualShare) : new EventRateDetector(UsualShare * CallsPerSecond);
}
