using System.Runtime.CompilerServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// Exponentially weighted means of a whitened series over 1, 4, 16 and 64 scrapes, each in units of its own long-run deviation: what
/// autocorrelation is left widens the deviation instead of raising alarms. 12 numbers of state.
/// </summary>
public sealed class MultiScaleMean
{
    /// <summary>Number of scales.</summary>
    public const int Scales = 4;

    // The longer means take a clipped innovation, or one stalled scrape would ring in them for a minute.
    private const double InnovationClip = 6;
    private const double LearningClip = 4;

    // Scrapes that the prior deviation counts as, per independent value of the scale's mean (2s − 1 scrapes).
    private const double PriorValues = 15;

    // The mean of s white values varies by 1/√(2s − 1); loads that wander make the slow means vary more than that.
    private static readonly double[] WanderFactor = [1, 1.3, 2, 3];
    private static readonly double[] Lengths = [1, 4, 16, 64];

    private Numbers _mean;
    private Numbers _centre;
    private Numbers _variance;
    private double _count;

    public MultiScaleMean()
    {
        for (var i = 0; i < Scales; i++) _variance[i] = PriorVariance(i);
    }

    /// <summary>Length of a scale in scrapes.</summary>
    public static double LengthOf(int scale) => Lengths[scale];

    /// <summary>Deviation that a scale would reach with this innovation, in units of its own long-run deviation.</summary>
    public double Deviation(int scale, double innovation) =>
        (Next(scale, innovation) - _centre[scale]) / Math.Sqrt(_variance[scale]);

    /// <summary>Takes the innovation into the means.</summary>
    public void Advance(double innovation)
    {
        for (var i = 0; i < Scales; i++) _mean[i] = Next(i, innovation);
    }

    /// <summary>Learns the long-run moments from the means as they are; called after <see cref="Advance"/>.</summary>
    public void Learn(double seconds, double weight)
    {
        for (var i = 0; i < Scales; i++)
        {
            var gain = weight * Forgetting.Gain((PriorValues * ((2 * Lengths[i]) - 1)) + _count, seconds);
            var limit = LearningClip * Math.Sqrt(_variance[i]);
            var residual = Math.Clamp(_mean[i] - _centre[i], -limit, limit);
            _centre[i] += gain * residual;
            _variance[i] += gain * ((residual * residual) - _variance[i]);
        }

        _count += weight;
    }

    /// <summary>Puts every mean back to its long-run centre: the test begins anew.</summary>
    public void Reset() => _mean = _centre;

    public void Save(SnapshotWriter writer)
    {
        writer.Write((ReadOnlySpan<double>)_mean);
        writer.Write((ReadOnlySpan<double>)_centre);
        writer.Write((ReadOnlySpan<double>)_variance);
        writer.Write(_count);
    }

    public void Restore(ref SnapshotReader reader)
    {
        reader.ReadInto(_mean);
        reader.ReadInto(_centre);
        reader.ReadInto(_variance);
        _count = reader.ReadDouble();
    }

    private static double PriorVariance(int scale) => WanderFactor[scale] * WanderFactor[scale] / ((2 * Lengths[scale]) - 1);

    private double Next(int scale, double innovation)
    {
        var taken = scale == 0 ? innovation : Math.Clamp(innovation, -InnovationClip, InnovationClip);
        return _mean[scale] + ((taken - _mean[scale]) / Lengths[scale]);
    }

    [InlineArray(Scales)]
    private struct Numbers
    {
        private double _first;
    }
}
