using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The statistics of one signal together: evidence corrected for their number and for how often it was really reached, and whether a drift
/// is open. While a material one is open nothing is learned, so that the reference stays what it was before; a reference that learned
/// through one incident is blind for the next. About 100 bytes of state and 100 a statistic.
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

    // Scrapes that the fleet prior of the moments counts as.
    private const float PriorCount = 20;

    // Claims that the channels already hold to their own rates are only too bold together by what they have in common.
    private const double JointSlope = 1;

    // Claimed evidence that is no chance: what went further and opened a drift is left out of the tails, what did not was noise.
    private const double BeyondChance = 8;

    // Decades beyond what the scrapes so far can have shown, from which on evidence grows more slowly.
    private const double KnownBeyond = 1.25;
    private const double UnknownSlope = 0.25;

    // Bonferroni's, by the number of channels.
    private static readonly double[] Corrections = [.. Enumerable.Range(0, DriftReadings.MaxChannels + 1).Select(channels => Math.Log10(Math.Max(channels, 1) * DriftChannel.Claims))];

    private readonly ChannelPrior[] _priors;
    private readonly DriftChannel[] _channels;
    private TailLadder _joint;
    private ScrapePace _pace;
    private float _count = PriorCount;
    private float _scrapes;
    private long _openedMs;
    private long _lastMs;
    private float _furthest;
    private byte _quiet;
    private byte _unusual;

    /// <param name="priors">What the fleet knows of each statistic; kept, so that signals of one kind share them.</param>
    public DriftTest(ChannelPrior[] priors)
    {
        _priors = priors;
        _channels = Array.ConvertAll(priors, prior => new DriftChannel(prior));
    }

    /// <summary>Whether a drift is open.</summary>
    public bool IsOpen => _openedMs != 0;

    /// <summary>Since when, Unix milliseconds; 0 while none is.</summary>
    public long OpenSinceMs => _openedMs;

    // What the scrapes so far can have shown to come by chance.
    private double KnownEvidence => Math.Log10(_scrapes + 1) + KnownBeyond;

    /// <summary>Judges one scrape's statistics, one per channel.</summary>
    public (double Evidence, double Magnitude, long OnsetMs) Score(ReadOnlySpan<double> statistics, in ScrapeTime scrape)
    {
        if (_pace.IsGap(scrape.Seconds)) return default;
        var readings = Read(statistics, scrape);
        return (readings.Evidence, readings.Magnitude, readings.OnsetMs);
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
        var isGap = _pace.IsGap(scrape.Seconds);
        if (_pace.Advance(scrape.Seconds)) Relearn();
        if (isGap)
        {
            Reset();
            return 0;
        }

        var readings = Read(statistics, scrape);
        var wasOpen = IsOpen;
        if (IsOpen) FollowOpen(readings, isMaterial);
        else FollowQuiet(evidence, isMaterial, scrape, learning);
        var weight = Weight(wasOpen, learning);
        if (!IsOpen && !wasOpen) LearnTails(readings);
        else FollowTails(readings);
        Move(readings, scrape, LearningRate.Of(_count, scrape.Seconds, weight));
        if (wasOpen && !IsOpen) Close();
        return weight;
    }

    /// <summary>Begins anew and keeps what was learned: after a restart, a gap, or a drift that is over.</summary>
    public void Reset()
    {
        for (var i = 0; i < _channels.Length; i++) _channels[i].Reset();
        _joint.Drop();
        (_openedMs, _quiet, _unusual, _furthest) = (0, 0, 0, 0);
        DriftReadings.Present.Forget(this);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_channels.Length);
        foreach (ref var channel in _channels.AsSpan()) channel.Save(writer);
        _joint.Save(writer);
        _pace.Save(writer);
        writer.Write(_count);
        writer.Write(_scrapes);
        writer.Write(_openedMs);
        writer.Write(_lastMs);
        writer.Write((int)_quiet);
        writer.Write((int)_unusual);
        writer.Write(_furthest);
    }

    public void Restore(ref SnapshotReader reader)
    {
        var channels = reader.ReadCount();
        if (channels != _channels.Length) throw new SnapshotException($"Expected {_channels.Length} channels, found {channels}.");
        foreach (ref var channel in _channels.AsSpan()) channel.Restore(ref reader);
        _joint.Restore(ref reader);
        _pace.Restore(ref reader);
        _count = reader.ReadFloat();
        _scrapes = reader.ReadFloat();
        _openedMs = reader.ReadLong();
        _lastMs = reader.ReadLong();
        _quiet = (byte)reader.ReadInt();
        _unusual = (byte)reader.ReadInt();
        _furthest = reader.ReadFloat();
        DriftReadings.Present.Forget(this);
        if (_unusual >= OpenScrapes) throw new SnapshotException($"{_unusual} unusual scrapes in a row would have opened a drift.");
    }

    // What scoring has read serves learning too; between the two nothing changes.
    private DriftReadings Read(ReadOnlySpan<double> statistics, in ScrapeTime scrape)
    {
        var readings = DriftReadings.Present;
        if (readings.AreOf(this, statistics, scrape)) return readings;
        readings.Begin(this, statistics, scrape);
        var (scale, correction) = (_pace.Scale(scrape.Seconds), Corrections[_channels.Length]);
        for (var i = 0; i < _channels.Length; i++)
        {
            ref readonly var channel = ref _channels[i];
            ref var reading = ref readings.Channels[i];
            reading = channel.Read(_priors[i].IsOfCounts ? statistics[i] * scale : statistics[i], _priors[i], IsOpen);
            var evidence = channel.Evidence(reading, _scrapes, readings.Claimed + correction) - correction;
            if (evidence <= readings.Claimed) continue;
            var onset = channel.OnsetMs(_lastMs);
            readings.Claim(evidence, reading.Deviation.Largest, onset == 0 ? scrape.TimeMs : onset);
        }

        readings.Evidence = _pace.Temper(Known(_joint.Evidence(readings.Claimed, _scrapes, JointSlope)));
        return readings;
    }

    private void Move(DriftReadings readings, in ScrapeTime scrape, in LearningRate rate)
    {
        var elapsedMs = Math.Max(scrape.TimeMs - _lastMs, 0);
        for (var i = 0; i < _channels.Length; i++) _channels[i].Advance(readings.Channels[i], _priors[i], elapsedMs, rate);
        _count += (float)rate.Weight;
        _lastMs = scrape.TimeMs;
        readings.Forget(this);
    }

    // Nobody knows from a few hundred scrapes what happens once in a million.
    private double Known(double evidence)
    {
        if (evidence <= KnownBeyond) return evidence;
        var known = KnownEvidence;
        return evidence <= known ? evidence : known + (UnknownSlope * (evidence - known));
    }

    private double Weight(bool wasOpen, Learning learning)
    {
        if (IsOpen || wasOpen || _unusual > 0) return 0;
        if (learning != Learning.Allowed || _pace.IsYoung) return 1;
        foreach (ref var channel in _channels.AsSpan())
            if (channel.IsSuspicious) return SuspiciousWeight;
        return 1;
    }

    // Spikes too: left out, heavy tails would alarm for ever.
    private void LearnTails(DriftReadings readings)
    {
        for (var i = 0; i < _channels.Length; i++) _channels[i].LearnTail(readings.Channels[i]);
        _joint.Learn(readings.Claimed);
        if (++_scrapes * _pace.Seconds < TailLadder.CountedSeconds) return;
        _scrapes /= 2;
        _joint.Halve();
        for (var i = 0; i < _channels.Length; i++) _channels[i].Halve();
    }

    private void Relearn()
    {
        Reset();
        _count = Math.Min(_count, PriorCount);
    }

    private void FollowQuiet(double evidence, bool isMaterial, in ScrapeTime scrape, Learning learning)
    {
        if (learning != Learning.Allowed || _pace.IsYoung || !isMaterial || evidence < OpenEvidence)
        {
            (_unusual, _furthest) = (0, 0);
            return;
        }

        _furthest = (float)Math.Max(_furthest, evidence);
        if (++_unusual < OpenScrapes) return;
        (_openedMs, _quiet, _unusual) = (scrape.TimeMs, 0, 0);
        if (_joint.Held < BeyondChance) _joint.Settle();
        for (var i = 0; i < _channels.Length; i++) _channels[i].SettleTail(BeyondChance);
    }

    // Whether it is a drift or chance that went far is known when it is over.
    private void FollowTails(DriftReadings readings)
    {
        _furthest = (float)Math.Max(_furthest, readings.Evidence);
        _joint.Follow(readings.Claimed);
        for (var i = 0; i < _channels.Length; i++) _channels[i].FollowTail(readings.Channels[i]);
    }

    // What the scrapes so far can have shown to come by chance was noise, and counts as far as it went: a threshold above the evidence that
    // opens a drift would else be reached more often than anybody counted. What went further was a drift.
    private void Close()
    {
        if (_furthest <= KnownEvidence)
        {
            _joint.Settle();
            for (var i = 0; i < _channels.Length; i++) _channels[i].SettleTail(double.PositiveInfinity);
        }

        Reset();
    }

    private void FollowOpen(DriftReadings readings, bool isMaterial)
    {
        _quiet = (byte)(!isMaterial || IsQuiet(readings) ? _quiet + 1 : 0);
        if (_quiet >= QuietScrapes) _openedMs = 0;
    }

    private bool IsQuiet(DriftReadings readings)
    {
        for (var i = 0; i < _channels.Length; i++)
            if (_channels[i].PresentDeviation(readings.Channels[i].Novelty) > QuietDeviation) return false;
        return true;
    }
}
