using Telemetry.Benchmarks.Quality.Simulation;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Statistics;

namespace Telemetry.Benchmarks.Quality.Roots;

/// <summary>A part of a simulated graph whose latency is watched, as the product watches one.</summary>
internal sealed class WatchedPart
{
    private const double Observations = 300;

    // Logarithm of the latency that one standard deviation of a part is.
    private const double Unit = 0.1;
    private const double NormalP99 = 2.3263478740408408;

    private static readonly double[] Bounds = [.. LatencySettings.Bounds];
    private static readonly LogNormalPrior Prior = new(LatencySettings.Median, 0.01);

    private readonly HistogramDetector _detector = new(Prior, double.NaN);
    private readonly HistogramSeries _series = new();
    private readonly ulong[] _counts = new ulong[Bounds.Length + 1];
    private readonly HistogramStratum _stratum;
    private double _sum;

    public WatchedPart() => _stratum = _detector.StratumAt(_detector.AddStratum(Bounds));

    /// <summary>Lets requests take what they take now, and judges them.</summary>
    /// <param name="deviation">How slow the part is, in standard deviations of its wandering.</param>
    /// <param name="time">The scrape.</param>
    /// <param name="isWarming">Whether the target warms up.</param>
    /// <param name="noise">Randomness.</param>
    public SignalScore Step(double deviation, in ScrapeTime time, bool isWarming, SeededNoise noise)
    {
        Observe(LatencySettings.Median * Math.Exp(Unit * deviation), noise);
        _series.Take(Bounds, _counts, _sum, bornAtZero: false, _stratum);
        var score = _detector.Score(time);
        _detector.Learn(time, isWarming ? Learning.Warming : Learning.Allowed);
        return score;
    }

    private void Observe(double median, SeededNoise noise)
    {
        var law = new LogNormalPrior(median, median * Math.Exp(NormalP99 * LatencySettings.Spread));
        var below = 0.0;
        for (var i = 0; i < _counts.Length; i++)
        {
            var upTo = i < Bounds.Length ? law.Below(Bounds[i]) : 1;
            var count = noise.Poisson(Observations * (upTo - below));
            _counts[i] += (ulong)count;
            _sum += count * (i < Bounds.Length ? Bounds[i] : 2 * Bounds[^1]) / Math.Sqrt(2);
            below = upTo;
        }
    }
}
