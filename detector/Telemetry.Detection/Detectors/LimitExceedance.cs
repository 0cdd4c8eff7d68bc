using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Observations beyond the limit, judged by counts alone: for histograms that observe nothing in most scrapes until the incident itself,
/// so that no reference of scrapes exists. The expected share starts at the fleet's and is learned, and so is how often a claim is really
/// reached: a part that stands still for some seconds several times a day is beyond its limit in bursts that no count foresees. 36 bytes
/// of state.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LimitExceedance
{
    // Slow requests come in bursts: evidence of counts is divided by this over-dispersion.
    private const double OverDispersion = 3;
    private const double PriorObservations = 200;
    private const double MinShare = 1e-4;
    private const double WindowSeconds = 30;

    // What is beyond the limit for hours is the new normal, but not what is there for minutes.
    private const double SlowedLearning = 0.01;

    // Claims stand for themselves until they were seen to be too bold.
    private const double FleetSlope = 1;

    // Claimed evidence that is no chance: what went further and opened a drift is no burst to get used to.
    private const double BeyondChance = 8;

    private float _beyond;
    private float _observed;
    private float _recentBeyond;
    private float _recent;
    private float _scrapes;
    private TailLadder _reached;

    /// <param name="share">Share beyond the limit that the fleet's prior expects.</param>
    public LimitExceedance(double share)
    {
        _observed = (float)PriorObservations;
        _beyond = (float)(PriorObservations * Math.Max(share, MinShare));
    }

    /// <summary>Evidence of the interval, together with the last half minute's.</summary>
    public readonly double Evidence(double beyond, double observed, double seconds)
    {
        var claimed = Claim(beyond, observed, seconds);
        return claimed > TailLadder.First ? Math.Min(claimed, _reached.Evidence(claimed, _scrapes, FleetSlope)) : claimed;
    }

    /// <summary>Takes the interval in.</summary>
    /// <param name="beyond">Observations beyond the limit.</param>
    /// <param name="observed">All observations.</param>
    /// <param name="seconds">Length of the interval.</param>
    /// <param name="learn">Whether the expected share learns fully from it.</param>
    /// <param name="isDrift">Whether a drift is open: bursts are counted unless they became one.</param>
    public void Advance(double beyond, double observed, double seconds, bool learn, bool isDrift)
    {
        if (isDrift) _reached.End(BeyondChance);
        else Count(Claim(beyond, observed, seconds), seconds);
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
        writer.Write(_scrapes);
        _reached.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _beyond = reader.ReadFloat();
        _observed = reader.ReadFloat();
        _recentBeyond = reader.ReadFloat();
        _recent = reader.ReadFloat();
        _scrapes = reader.ReadFloat();
        _reached.Restore(ref reader);
    }

    private readonly double Claim(double beyond, double observed, double seconds)
    {
        if (beyond <= 0) return 0;
        var kept = Math.Exp(-seconds / WindowSeconds);
        var count = (_recentBeyond * kept) + beyond;
        var expected = ((_recent * kept) + observed) * _beyond / _observed;
        if (count <= expected) return 0;
        // Chernoff's bound of the Poisson tail.
        return ((count * Math.Log(count / expected)) - (count - expected)) / Math.Log(10) / OverDispersion;
    }

    private void Count(double claimed, double seconds)
    {
        _reached.Learn(claimed);
        if (++_scrapes * seconds < TailLadder.CountedSeconds) return;
        _scrapes /= 2;
        _reached.Halve();
    }
}
