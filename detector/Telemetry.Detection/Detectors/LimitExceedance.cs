using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Observations beyond the limit, judged by counts alone: for histograms that observe nothing in most scrapes until the incident itself,
/// so that no reference of scrapes exists. The expected share starts at the fleet's and is learned. 16 bytes of state.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct LimitExceedance
{
    // Slow requests come in bursts: evidence of counts is divided by this over-dispersion.
    private const double OverDispersion = 3;
    private const double PriorObservations = 200;
    private const double MinShare = 1e-4;
    private const double WindowSeconds = 30;

    // What is beyond the limit for hours is the new normal, but not what is there for minutes.
    private const double SlowedLearning = 0.01;

    private float _beyond;
    private float _observed;
    private float _recentBeyond;
    private float _recent;

    /// <param name="share">Share beyond the limit that the fleet's prior expects.</param>
    public LimitExceedance(double share)
    {
        _observed = (float)PriorObservations;
        _beyond = (float)(PriorObservations * Math.Max(share, MinShare));
    }

    /// <summary>Evidence of the interval, together with the last half minute's.</summary>
    public readonly double Evidence(double beyond, double observed, double seconds)
    {
        if (beyond <= 0) return 0;
        var kept = Math.Exp(-seconds / WindowSeconds);
        var count = (_recentBeyond * kept) + beyond;
        var expected = ((_recent * kept) + observed) * _beyond / _observed;
        if (count <= expected) return 0;
        // Chernoff's bound of the Poisson tail.
        return ((count * Math.Log(count / expected)) - (count - expected)) / Math.Log(10) / OverDispersion;
    }

    /// <summary>Takes the interval in; the expected share learns fully from it only when <paramref name="learn"/> says so.</summary>
    public void Advance(double beyond, double observed, double seconds, bool learn)
    {
        var kept = Math.Exp(-seconds / WindowSeconds);
        _recentBeyond = (float)((_recentBeyond * kept) + beyond);
        _recent = (float)((_recent * kept) + observed);
        var past = Statistics.Forgetting.Kept(seconds);
        var weight = learn ? 1 : SlowedLearning;
        _beyond = (float)((_beyond * past) + (weight * beyond));
        _observed = (float)((_observed * past) + (weight * observed));
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_beyond);
        writer.Write(_observed);
        writer.Write(_recentBeyond);
        writer.Write(_recent);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _beyond = reader.ReadFloat();
        _observed = reader.ReadFloat();
        _recentBeyond = reader.ReadFloat();
        _recent = reader.ReadFloat();
    }
}
