using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// One signal of one target. Per scrape: its points are taken in, then <see cref="Score"/>, then <see cref="Learn"/>. Scoring changes
/// nothing; what is learned from an unusual point is the detector's decision. Constant memory; no clock.
/// </summary>
public interface ISignalDetector
{
    /// <summary>Event time since which a drift has been open, Unix milliseconds; 0 while none is, or where the detector knows no drifts.</summary>
    long OpenSinceMs => 0;

    /// <summary>
    /// Takes the present level for the new normal: an open drift is closed and what was learned of the old level is forgotten. When that is
    /// due is decided by <see cref="Adoption"/>.
    /// </summary>
    void Adopt()
    {
    }

    /// <summary>Judges what was taken in since the last <see cref="Learn"/>.</summary>
    SignalScore Score(in ScrapeTime scrape);

    /// <summary>Which buckets moved, for a distribution that has been scored and not yet learned; else nothing. Changes nothing.</summary>
    IReadOnlyList<BucketShift> Describe() => [];

    /// <summary>Takes the scrape into the learned state and begins the next one.</summary>
    void Learn(in ScrapeTime scrape, Learning learning);

    /// <summary>Writes the whole state.</summary>
    void Save(SnapshotWriter writer);

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="SnapshotException">It is not a snapshot of this detector.</exception>
    void Restore(ref SnapshotReader reader);
}
