using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The channels of one signal together: evidence corrected for their number, and whether a drift is open. While a material one is open
/// nothing is learned, so that the reference stays what it was before; a reference that learned through one incident is blind for the next.
/// </summary>
internal sealed class DriftTest
{
    /// <summary>Evidence at which a drift opens: one chance in ten thousand per scrape.</summary>
    public const double OpenEvidence = 4;

    // Scrapes in a row that open it. A shorter run is a spike, and belongs to the tail: left out, it would alarm for ever.
    private const int OpenScrapes = 3;

    // A slow ramp must not be learned while it is still too small to be seen, nor a small step be alarming for ever.
    private const double SuspiciousWeight = 0.1;

    // Deviations and scrapes in a row after which it is over.
    private const double QuietDeviation = 2.5;
    private const int QuietScrapes = 6;

    private readonly DriftChannel[] _channels;
    private readonly double _correction;
    private long _openedMs;
    private int _quiet;
    private int _unusual;

    public DriftTest(params ReadOnlySpan<DriftChannel> channels)
    {
        _channels = channels.ToArray();
        _correction = Math.Log10(channels.Length);
    }

    private bool IsSuspicious => Array.Exists(_channels, channel => channel.IsSuspicious);

    /// <summary>Whether a drift is open.</summary>
    public bool IsOpen => _openedMs != 0;

    /// <summary>Since when, Unix milliseconds; 0 while none is.</summary>
    public long OpenSinceMs => _openedMs;

    /// <summary>Judges one scrape's statistics, one per channel.</summary>
    public (double Evidence, double Magnitude, long OnsetMs) Score(ReadOnlySpan<double> statistics, long timeMs)
    {
        var (evidence, magnitude, onset) = (0.0, 0.0, 0L);
        for (var i = 0; i < _channels.Length; i++)
        {
            var deviation = _channels[i].Deviation(statistics[i], IsOpen);
            var own = _channels[i].Evidence(deviation) - _correction;
            if (own <= evidence) continue;
            (evidence, magnitude, onset) = (own, deviation, _channels[i].OnsetMs == 0 ? timeMs : _channels[i].OnsetMs);
        }

        return (evidence, magnitude, onset);
    }

    /// <summary>Moves on.</summary>
    /// <param name="statistics">What was scored.</param>
    /// <param name="evidence">The signal's evidence, other tests than these channels included.</param>
    /// <param name="isMaterial">Whether the change is large enough to matter; a certain but small one is learned like any other.</param>
    /// <param name="scrape">When.</param>
    /// <param name="learning">What the scrape may do.</param>
    /// <returns>How much of the scrape the signal's references may learn, 0 to 1.</returns>
    public double Advance(ReadOnlySpan<double> statistics, double evidence, bool isMaterial, in ScrapeTime scrape, Learning learning)
    {
        var wasOpen = IsOpen;
        if (IsOpen) FollowOpen(statistics, isMaterial);
        else FollowQuiet(evidence, isMaterial, scrape, learning);
        var weight = IsOpen || wasOpen || _unusual > 0 ? 0 : IsSuspicious && learning == Learning.Allowed ? SuspiciousWeight : 1;
        for (var i = 0; i < _channels.Length; i++)
        {
            var deviation = _channels[i].Deviation(statistics[i], IsOpen);
            _channels[i].Advance(statistics[i], deviation, scrape, weight);
            if (_unusual > 0) _channels[i].LearnSpike(deviation);
        }

        if (wasOpen && !IsOpen) Reset();
        return weight;
    }

    /// <summary>Begins anew and keeps what was learned: after a restart, a gap, or a drift that is over.</summary>
    public void Reset()
    {
        foreach (var channel in _channels) channel.Reset();
        (_openedMs, _quiet, _unusual) = (0, 0, 0);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_channels.Length);
        foreach (var channel in _channels) channel.Save(writer);
        writer.Write(_openedMs);
        writer.Write(_quiet);
        writer.Write(_unusual);
    }

    public void Restore(ref SnapshotReader reader)
    {
        var channels = reader.ReadCount();
        if (channels != _channels.Length) throw new SnapshotException($"Expected {_channels.Length} channels, found {channels}.");
        foreach (var channel in _channels) channel.Restore(ref reader);
        _openedMs = reader.ReadLong();
        _quiet = reader.ReadInt();
        _unusual = reader.ReadInt();
        if (_unusual is < 0 or >= OpenScrapes) throw new SnapshotException($"{_unusual} unusual scrapes in a row would have opened a drift.");
    }

    private void FollowQuiet(double evidence, bool isMaterial, in ScrapeTime scrape, Learning learning)
    {
        if (learning != Learning.Allowed || !isMaterial || evidence < OpenEvidence) _unusual = 0;
        else if (++_unusual == OpenScrapes) (_openedMs, _quiet, _unusual) = (scrape.TimeMs, 0, 0);
    }

    private void FollowOpen(ReadOnlySpan<double> statistics, bool isMaterial)
    {
        _quiet = !isMaterial || IsQuiet(statistics) ? _quiet + 1 : 0;
        if (_quiet >= QuietScrapes) _openedMs = 0;
    }

    private bool IsQuiet(ReadOnlySpan<double> statistics)
    {
        for (var i = 0; i < _channels.Length; i++)
            if (_channels[i].QuickDeviation(statistics[i]) > QuietDeviation) return false;
        return true;
    }
}
