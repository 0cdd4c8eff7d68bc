using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Something that is there or not. A restart is no outage: evidence passes the level of a page only after a minute and three failures.
/// 24 bytes of state.
/// </summary>
public sealed class AvailabilityDetector : ISignalDetector
{
    /// <summary>Evidence of an outage that has lasted: it is a fact, not a statistic.</summary>
    public const double Certain = 12;

    // While it may still be a restart: worth showing, never a page.
    private const double MayBeRestart = 3;
    private const int MinFailures = 3;
    private const long OutageMs = 60_000;

    private long _failedSinceMs;
    private int _failures;
    private bool _isUp;
    private bool _observed;

    /// <summary>Takes the state of this scrape; several add up to "down" if any is.</summary>
    public void Set(bool isUp)
    {
        _isUp = (!_observed || _isUp) && isUp;
        _observed = true;
    }

    /// <summary>Forgets the failures so far: nothing is known of the time in between.</summary>
    public void Interrupt() => (_failures, _failedSinceMs) = (0, 0);

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (!_observed) return SignalScore.Nothing;
        if (_isUp) return new SignalScore(true, 0, 0, 0, 1, 1);
        var since = _failures == 0 ? scrape.TimeMs : _failedSinceMs;
        var lasted = Math.Max(scrape.TimeMs - since, 0);
        var failures = _failures + 1;
        var evidence = failures < MinFailures ? 0 : lasted >= OutageMs ? Certain : MayBeRestart * lasted / OutageMs;
        return new SignalScore(true, evidence, failures, since, 0, 1);
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        if (!_observed) return;
        if (_isUp) (_failures, _failedSinceMs) = (0, 0);
        else
        {
            if (_failures == 0) _failedSinceMs = scrape.TimeMs;
            _failures++;
        }

        _observed = false;
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_failedSinceMs);
        writer.Write(_failures);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        _failedSinceMs = reader.ReadLong();
        _failures = reader.ReadInt();
    }
}
