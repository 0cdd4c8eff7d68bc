using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// Exponentially weighted means of innovations over 1, 4, 16 and 64 scrapes, each in units of its own long-run deviation: what
/// autocorrelation is left widens the deviation instead of raising alarms. 28 bytes of state.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ScaleMeans
{
    /// <summary>Number of scales.</summary>
    public const int Scales = 4;

    /// <summary>From this scale on a mean is of the series itself: what lasts must not be foretold away.</summary>
    public const int FirstSlow = 2;

    // The longer means take a clipped innovation, or one stalled scrape would ring in them for a minute.
    private const double InnovationClip = 6;
    private const double LearningClip = 4;

    // Scrapes that the prior deviation counts as, per independent value of a mean (2s − 1 scrapes).
    private const double PriorValues = 15;

    // The mean of s white values varies by 1/√(2s − 1); loads that wander make the slow means vary more than that.
    private static readonly double[] WanderFactor = [1, 1.3, 2, 3];
    private static readonly double[] Lengths = [1, 4, 16, 64];

    // What one scrape moves each mean by.
    private static readonly double[] Shares = [.. Lengths.Select(length => 1 / length)];

    // Steadier than white noise of unit variance is not believed.
    private static readonly double[] WhiteVariance = [.. Lengths.Select(length => 1 / ((2 * length) - 1))];

    // The mean over one scrape is the scrape: from the second scale on.
    private Means _mean;
    private Variances _variance;

    public ScaleMeans()
    {
        for (var i = 0; i < Scales; i++) _variance[i] = (float)(WanderFactor[i] * WanderFactor[i] / ((2 * Lengths[i]) - 1));
    }

    /// <summary>Deviation that a scale would reach with this innovation, in units of its own long-run deviation.</summary>
    public readonly double Deviation(int scale, double innovation, double standard) =>
        Next(scale, scale < FirstSlow ? innovation : standard) / Math.Sqrt(Math.Max(_variance[scale], WhiteVariance[scale]));

    /// <summary>Deviation of the shorter of the two means that no foretelling shortens.</summary>
    public readonly double LastingDeviation => _mean[FirstSlow - 1] / Math.Sqrt(Math.Max(_variance[FirstSlow], WhiteVariance[FirstSlow]));

    /// <summary>Takes the innovation into the means.</summary>
    public void Advance(double innovation, double standard)
    {
        for (var i = 1; i < Scales; i++) _mean[i - 1] = (float)Next(i, i < FirstSlow ? innovation : standard);
    }

    /// <summary>Learns the long-run deviations from the means as they are; called after <see cref="Advance"/>.</summary>
    /// <param name="innovation">What was taken in.</param>
    /// <param name="count">Scrapes learned so far.</param>
    /// <param name="fading">What one scrape's time makes the past fade by.</param>
    /// <param name="weight">Share of a whole scrape that this one counts as.</param>
    public void Learn(double innovation, double count, double fading, double weight)
    {
        for (var i = 0; i < Scales; i++)
        {
            var gain = weight * Math.Max(1 / ((PriorValues * ((2 * Lengths[i]) - 1)) + count + 1), fading);
            var mean = i == 0 ? innovation : _mean[i - 1];
            var square = mean * mean;
            _variance[i] += (float)(gain * (Math.Min(square, LearningClip * LearningClip * _variance[i]) - _variance[i]));
        }
    }

    /// <summary>Puts every mean back to nothing: the test begins anew.</summary>
    public void Reset() => _mean = default;

    public readonly void Save(SnapshotWriter writer)
    {
        foreach (var mean in _mean) writer.Write(mean);
        foreach (var variance in _variance) writer.Write(variance);
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var i = 0; i < Scales - 1; i++) _mean[i] = reader.ReadFloat();
        for (var i = 0; i < Scales; i++) _variance[i] = reader.ReadFloat();
    }

    private readonly double Next(int scale, double innovation)
    {
        if (scale == 0) return innovation;
        var mean = _mean[scale - 1];
        return mean + ((Math.Clamp(innovation, -InnovationClip, InnovationClip) - mean) * Shares[scale]);
    }

    [InlineArray(Scales - 1)]
    private struct Means
    {
        private float _first;
    }

    [InlineArray(Scales)]
    private struct Variances
    {
        private float _first;
    }
}
