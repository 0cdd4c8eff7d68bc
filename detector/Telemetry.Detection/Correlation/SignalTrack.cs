using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>What a target's last scrape said of one signal, when the signal was last well again after having been ill, and how it went.</summary>
internal sealed class SignalTrack
{
    // Evidence at which a signal counts as ill: one scrape in ten thousand.
    private const double Ill = 4;

    // A shorter pause is the same drift.
    private const long RecoveryMs = 30_000;

    private readonly SignalHistory _history = new();
    private NormalBand _band;
    private long _illMs;
    private long _recoveredMs;

    /// <summary>Last finding. Its onset is not before the signal had recovered: an earlier one is the memory of a drift that is over.</summary>
    public SignalFinding Finding { get; private set; } = null!;

    /// <summary>Scrape that it is of.</summary>
    public long TimeMs { get; private set; }

    public void Take(SignalFinding finding, long timeMs, bool isMaterial)
    {
        var isWell = !isMaterial || finding.Evidence < ClusterPicture.Unusual;
        if (isWell && _illMs != 0 && timeMs - _illMs >= RecoveryMs) (_illMs, _recoveredMs) = (0, timeMs);
        else if (!isWell && (_illMs != 0 || finding.Evidence >= Ill)) _illMs = timeMs;
        Finding = finding.OnsetMs > 0 && finding.OnsetMs < _recoveredMs ? finding with { OnsetMs = _recoveredMs } : finding;
        TimeMs = timeMs;
        _history.Add(timeMs, finding.Value);
        if (isWell && _illMs == 0 && double.IsFinite(finding.Value)) _band.Learn(finding.Value);
    }

    /// <summary>How it went, as far as it is kept.</summary>
    public SignalCourse CourseOn(string instance) =>
        new(Finding.Signal, Finding.Component, instance, _band.Low, _band.High, _history.Points);

    public void Save(SnapshotWriter writer)
    {
        FindingCodec.Write(writer, Finding);
        writer.Write(TimeMs);
        writer.Write(_illMs);
        writer.Write(_recoveredMs);
        _history.Save(writer);
        _band.Save(writer);
    }

    public static SignalTrack Restore(ref SnapshotReader reader)
    {
        var track = new SignalTrack
        {
            Finding = FindingCodec.ReadSignal(ref reader),
            TimeMs = reader.ReadLong(),
            _illMs = reader.ReadLong(),
            _recoveredMs = reader.ReadLong(),
        };
        track._history.Restore(ref reader);
        track._band.Restore(ref reader);
        return track;
    }
}
