using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Bounds that native histograms are compared on: powers of 2^(1/4), so that every native histogram of scale 2 or more falls onto them
/// without a remainder, whatever its own scale becomes. They reach from far below the usual median to far beyond the limit.
/// </summary>
internal static class ExponentialGrid
{
    private const int Scale = 2;
    private const int BucketsPerOctave = 1 << Scale;
    private const int OctavesBelowMedian = 9;
    private const int OctavesAboveLimit = 6;

    /// <summary>The grid of a signal; a limit of NaN is none.</summary>
    public static double[] Bounds(LogNormalPrior prior, double limit)
    {
        var lowest = (int)Math.Floor(Math.Log2(prior.Median)) - OctavesBelowMedian;
        var highest = (int)Math.Ceiling(Math.Log2(Math.Max(prior.P99, double.IsNaN(limit) ? 0 : limit))) + OctavesAboveLimit;
        return [.. Enumerable.Range(lowest * BucketsPerOctave, ((highest - lowest) * BucketsPerOctave) + 1).Select(index => Bound(Scale, index))];
    }

    /// <summary>Lower bound of a bucket: the base 2^(2^-scale) to the power of its index.</summary>
    public static double Bound(int scale, int index) =>
        scale > 0 ? Math.Pow(2, index / (double)(1 << scale)) : Math.ScaleB(1, (int)Math.Clamp((long)index << -scale, int.MinValue, int.MaxValue));
}
