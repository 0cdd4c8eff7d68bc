using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>What a target's last scrape said of one signal, when the signal was last well again after having been ill, and how it went.</summary>
internal sealed class SignalTrack
{
    // Evidence at which a signal counts as ill: one scrape in ten thousand.
    private const double Ill = 4;

    // A shorter pause is the same drift.
    private const long RecoveryMs = 30_000;

    // A signal that has been ill so often in so many scrapes is so again by chance; its tail is trusted to thirty times beyond that.
    private const double Extrapolation = 1.5;
    private const int MaxSeen = 1_000_000;

    private readonly SignalHistory _history = new();
    private NormalBand _band;
    private long _illMs;
    private long _recoveredMs;
    private int _seen;
    private int _excursions;

    /// <summary>Last finding. Its onset is not before the signal had recovered: an earlier one is the memory of a drift that is over.</summary>
    public SignalFinding Finding { get; private set; } = null!;

    /// <summary>Scrape that it is of.</summary>
    public long TimeMs { get; private set; }

    /// <summary>Most evidence that its past can bear, where that past has shown excursions and is all that is known of its tail.</summary>
    public double Ceiling => _excursions == 0 ? JointEvidence.Cap : Math.Log10((double)_seen / _excursions) + Extrapolation;

    public void Take(SignalFinding finding, long timeMs, bool isMaterial)
    {
        var isWell = !isMaterial || finding.Evidence < ClusterPicture.Unusual;
        _seen = Math.Min(_seen + 1, MaxSeen);
        if (isWell && _illMs != 0 && timeMs - _illMs >= RecoveryMs) (_illMs, _recoveredMs, _excursions) = (0, timeMs, Math.Min(_excursions + 1, MaxSeen));
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
        writer.Write(_seen);
        writer.Write(_excursions);
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
        track._seen = reader.ReadInt();
        track._excursions = reader.ReadInt();
        return track;
    }
}
