using Telemetry.Detection.Detectors;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Tests.Properties;

/// <summary>Latencies around a median, in buckets that a property may change.</summary>
internal sealed class HistogramSubject : DetectorSubject
{
    private const double Spread = 0.6;
    private const double RatePerSecond = 10;

    private readonly Gaussian _noise;
    private readonly double _unit;
    private readonly LogNormalPrior _prior;
    private readonly List<Part> _parts = [];

    /// <param name="seed">Of its chance.</param>
    /// <param name="bounds">Upper bounds in seconds.</param>
    /// <param name="unit">What a second is written as.</param>
    /// <param name="replicas">Equal series that are counted into one.</param>
    public HistogramSubject(int seed, IReadOnlyList<double> bounds, double unit = 1, int replicas = 1)
        : base(new HistogramDetector(new LogNormalPrior(0.002 * unit, 0.01 * unit), double.NaN))
    {
        (_noise, _unit, _prior) = (new Gaussian(seed), unit, new LogNormalPrior(0.002 * unit, 0.01 * unit));
        double[] own = [.. bounds.Select(bound => bound * unit)];
        ((HistogramDetector)Detector).AddStratum(own);
        for (var i = 0; i < replicas; i++) _parts.Add(new Part(own));
    }

    /// <summary>Whether its series are read last to first.</summary>
    public bool IsReversed { get; init; }

    public override void Restart()
    {
        foreach (var part in _parts) part.Restart();
    }

    /// <summary>From now on counts on other bounds, as a new version might.</summary>
    public void Rebound(IReadOnlyList<double> bounds)
    {
        foreach (var part in _parts) part.Rebound([.. bounds.Select(bound => bound * _unit)]);
    }

    protected override ISignalDetector Create() => new HistogramDetector(_prior, double.NaN);

    protected override void Observe(double factor, double seconds)
    {
        for (var left = _noise.Poisson(RatePerSecond * seconds); left > 0; left--)
        {
            var latency = 0.002 * factor * Math.Exp(Spread * _noise.Normal());
            foreach (var part in _parts) part.Add(latency * _unit);
        }

        var stratum = ((HistogramDetector)Detector).StratumAt(0);
        foreach (var part in IsReversed ? Enumerable.Reverse(_parts) : _parts) part.Take(stratum);
    }

    private sealed class Part(double[] bounds)
    {
        private readonly HistogramSeries _series = new();
        private double[] _bounds = bounds;
        private ulong[] _counts = new ulong[bounds.Length + 1];
        private double _sum;

        public void Add(double latency)
        {
            var bucket = Array.BinarySearch(_bounds, latency);
            _counts[bucket < 0 ? ~bucket : bucket]++;
            _sum += latency;
        }

        public void Restart()
        {
            Array.Clear(_counts);
            _sum = 0;
        }

        public void Rebound(double[] bounds) => (_bounds, _counts, _sum) = (bounds, new ulong[bounds.Length + 1], 0);

        public void Take(HistogramStratum stratum) => _series.Take(_bounds, _counts, _sum, bornAtZero: false, stratum);
    }
}
