using Telemetry.Detection.Detectors;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Tests.Properties;

/// <summary>The same latencies as a native histogram; its unit is a power of two, which only shifts its buckets.</summary>
internal sealed class NativeSubject : DetectorSubject
{
    private const double Spread = 0.6;
    private const double RatePerSecond = 10;
    private const int Offset = -400;
    private const int Buckets = 800;
    private const int FinestSchema = 4;

    private readonly Gaussian _noise;
    private readonly double _unit;
    private readonly LogNormalPrior _prior;
    private readonly ulong[] _counts = new ulong[Buckets];
    private readonly HistogramSeries _series = new();
    private double _sum;

    public NativeSubject(int seed, double unit = 1)
        : base(new HistogramDetector(new LogNormalPrior(0.002 * unit, 0.01 * unit), double.NaN))
    {
        (_noise, _unit, _prior) = (new Gaussian(seed), unit, new LogNormalPrior(0.002 * unit, 0.01 * unit));
        ((HistogramDetector)Detector).AddStratum();
    }

    /// <summary>Resolution that it shows.</summary>
    public int Schema { get; set; } = FinestSchema;

    public override void Restart()
    {
        Array.Clear(_counts);
        _sum = 0;
    }

    protected override ISignalDetector Create() => new HistogramDetector(_prior, double.NaN);

    protected override void Observe(double factor, double seconds)
    {
        for (var left = _noise.Poisson(RatePerSecond * seconds); left > 0; left--)
        {
            var latency = 0.002 * factor * Math.Exp(Spread * _noise.Normal()) * _unit;
            _counts[(int)Math.Ceiling(Math.Log2(latency) * (1 << FinestSchema)) - 1 - Offset]++;
            _sum += latency;
        }

        var value = new ExponentialCounts();
        _counts.CopyTo(value.Begin(FinestSchema, 0, 0, Offset, Buckets));
        value.CoarsenTo(Schema);
        value.Seal();
        _series.Take(value, _sum, bornAtZero: false, ((HistogramDetector)Detector).StratumAt(0));
    }
}
