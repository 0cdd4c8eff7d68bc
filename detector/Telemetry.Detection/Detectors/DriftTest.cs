using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The statistics of one signal together: evidence corrected for their number and for how often it was really reached, and whether a drift
/// is open. While a material one is open nothing is learned, so that the reference stays what it was before; a reference that learned
/// through one incident is blind for the next. About 70 bytes of state and 136 a statistic.
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
    private const double KnownBeyond = 1.5;
    private const double UnknownSlope = 0.25;

    // What was counted is halved at this many scrapes: twelve days at ten seconds.
    private const float MaxScrapes = 100_000;

    private readonly ChannelPrior[] _priors;
    private readonly DriftChannel[] _channels;
    private readonly float _correction;
    private TailLadder _joint;
    private ScrapePace _pace;
    private float _count = PriorCount;
    private float _scrapes;
    private long _openedMs;
    private int _quiet;
    private int _unusual;

    /// <param name="priors">What the fleet knows of each statistic; kept, so that signals of one kind share them.</param>
    public DriftTest(ChannelPrior[] priors)
    {
        _priors = priors;
        _channels = Array.ConvertAll(priors, prior => new DriftChannel(prior));
        _correction = (float)Math.Log10(priors.Length * DriftChannel.Claims);
    }

    /// <summary>Whether a drift is open.</summary>
    public bool IsOpen => _openedMs != 0;

    /// <summary>Since when, Unix milliseconds; 0 while none is.</summary>
    public long OpenSinceMs => _openedMs;

    /// <summary>Location that a statistic usually has.</summary>
    public double LocationOf(int channel) => _channels[channel].Location;

    /// <summary>Judges one scrape's statistics, one per channel.</summary>
    public (double Evidence, double Magnitude, long OnsetMs) Score(ReadOnlySpan<double> statistics, in ScrapeTime scrape)
    {
        if (_pace.IsGap(scrape.Seconds)) return default;
        var (claimed, magnitude, onset) = Claim(statistics, scrape.Seconds, scrape.TimeMs);
        return (_pace.Temper(Known(_joint.Evidence(claimed, _scrapes, JointSlope))), magnitude, onset);
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
        var scale = _pace.Scale(scrape.Seconds);
        if (_pace.Advance(scrape.Seconds)) Relearn();
        if (isGap)
        {
            Reset();
            return 0;
        }

        var wasOpen = IsOpen;
        if (IsOpen) FollowOpen(statistics, scale, isMaterial);
        else FollowQuiet(evidence, isMaterial, scrape, learning);
        var weight = Weight(wasOpen, learning);
        if (!IsOpen && !wasOpen) LearnTails(statistics, scale);
        var rate = LearningRate.Of(_count, scrape.Seconds, weight);
        for (var i = 0; i < _channels.Length; i++)
        {
            _channels[i].Advance(Scaled(i, statistics[i], scale), _priors[i], scrape.TimeMs, rate);
        }

        _count += (float)weight;
        if (wasOpen && !IsOpen) Reset();
        return weight;
    }

    /// <summary>Begins anew and keeps what was learned: after a restart, a gap, or a drift that is over.</summary>
    public void Reset()
    {
        for (var i = 0; i < _channels.Length; i++) _channels[i].Reset();
        _joint.Drop();
        (_openedMs, _quiet, _unusual) = (0, 0, 0);
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
        writer.Write(_quiet);
        writer.Write(_unusual);
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
        _quiet = reader.ReadInt();
        _unusual = reader.ReadInt();
        if (_unusual is < 0 or >= OpenScrapes) throw new SnapshotException($"{_unusual} unusual scrapes in a row would have opened a drift.");
    }

    private (double Evidence, double Magnitude, long OnsetMs) Claim(ReadOnlySpan<double> statistics, double seconds, long timeMs)
    {
        var scale = _pace.Scale(seconds);
        var (evidence, magnitude, onset) = (0.0, 0.0, 0L);
        for (var i = 0; i < _channels.Length; i++)
        {
            ref readonly var channel = ref _channels[i];
            var deviation = channel.Deviation(Read(i, statistics[i], scale), _priors[i], IsOpen);
            var own = channel.Evidence(deviation, _scrapes) - _correction;
            if (own <= evidence) continue;
            (evidence, magnitude, onset) = (own, deviation.Largest, channel.OnsetMs == 0 ? timeMs : channel.OnsetMs);
        }

        return (evidence, magnitude, onset);
    }

    private double Scaled(int channel, double statistic, double scale) => _priors[channel].IsOfCounts ? statistic * scale : statistic;

    private Novelty Read(int channel, double statistic, double scale) =>
        _channels[channel].Read(Scaled(channel, statistic, scale), _priors[channel]);

    // Nobody knows from a few hundred scrapes what happens once in a million.
    private double Known(double evidence)
    {
        var known = Math.Log10(_scrapes + 1) + KnownBeyond;
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
    private void LearnTails(ReadOnlySpan<double> statistics, double scale)
    {
        var claimed = 0.0;
        for (var i = 0; i < _channels.Length; i++)
        {
            ref var channel = ref _channels[i];
            var deviation = channel.Deviation(Read(i, statistics[i], scale), _priors[i], isOpen: false);
            claimed = Math.Max(claimed, channel.Evidence(deviation, _scrapes) - _correction);
            channel.LearnTail(deviation);
        }

        _joint.Learn(claimed);
        if (++_scrapes < MaxScrapes) return;
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
            _unusual = 0;
            return;
        }

        if (++_unusual < OpenScrapes) return;
        (_openedMs, _quiet, _unusual) = (scrape.TimeMs, 0, 0);
        _joint.End(BeyondChance);
        for (var i = 0; i < _channels.Length; i++) _channels[i].EndExcursion(BeyondChance);
    }

    private void FollowOpen(ReadOnlySpan<double> statistics, double scale, bool isMaterial)
    {
        _quiet = !isMaterial || IsQuiet(statistics, scale) ? _quiet + 1 : 0;
        if (_quiet >= QuietScrapes) _openedMs = 0;
    }

    private bool IsQuiet(ReadOnlySpan<double> statistics, double scale)
    {
        for (var i = 0; i < _channels.Length; i++)
        {
            ref readonly var channel = ref _channels[i];
            if (channel.PresentDeviation(Read(i, statistics[i], scale), _priors[i]) > QuietDeviation) return false;
        }

        return true;
    }
}
