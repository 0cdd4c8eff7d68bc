using System.Runtime.InteropServices;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// A series of single values of any unit: rates, gauges, shares, whatever a column holds. Two heads look at a value: how far it lies off
/// the level of the last samples and the time of day, and whether the series has ever been there. Each tells −log₁₀ of the rate at which
/// events at least as strong begin in this series, so both are on one scale, and where both speak they confirm each other. 740 bytes with
/// day profile, 320 without.
/// </summary>
public sealed class ScalarDetector : ISignalDetector
{
    // Deviations are kept in single precision, which ends at 3e38; no unit comes near.
    private const double MaxValue = 1e30;

    // A day profile follows a value by six deviations of its short-term level at a time, widened by the share that the level follows.
    private const double ProfileClip = 19;

    // Both heads see the same jump, so they are far from independent: of the level's evidence a value that is new as well keeps this share,
    // and the two together cost a decade. Rarer than one in ten thousand, all that novelty remembers, they do not make it.
    private const double ConfirmedShare = 0.7;
    private const double ConfirmationCost = 1;
    private const double MaxConfirmed = 4;

    // An event began with the first of the deviations in a row that reach this.
    private const double OnsetDeviation = 2;
    private const double OnsetEvidence = 1;

    private readonly DayProfile? _profile;
    private readonly bool _bothDirections;
    private ShortTermLevel _level;
    private ExceedanceCurve _curve;
    private NoveltyHead _novelty;
    private long _onsetMs;
    private double _value;
    private bool _observed;
    private bool _hadProfile;

    /// <param name="bothDirections">Whether a fall is as telling as a rise.</param>
    /// <param name="hasDayProfile">Whether the time of day is learned.</param>
    public ScalarDetector(bool bothDirections = true, bool hasDayProfile = true)
    {
        _bothDirections = bothDirections;
        _profile = hasDayProfile ? new DayProfile() : null;
    }

    /// <summary>Adds to the value of this sample. What is not a finite number is passed over, as if nothing had been observed.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) return;
        _value = Math.Clamp(_value + value, -MaxValue, MaxValue);
        _observed = true;
    }

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (!_observed) return SignalScore.Nothing;
        var reading = Read(scrape.TimeMs);
        var evidence = EvidenceOf(reading);
        var onset = evidence < OnsetEvidence ? 0 : _onsetMs == 0 ? scrape.TimeMs : _onsetMs;
        var level = _level.Level;
        return new SignalScore(true, evidence, reading.Deviation, onset, _value, double.IsNaN(level) ? double.NaN : level + reading.Usual);
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        if (_observed) Advance(scrape, learning);
        (_value, _observed) = (0, false);
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_profile is not null);
        _profile?.Save(writer);
        _level.Save(writer);
        _curve.Save(writer);
        _novelty.Save(writer);
        writer.Write(_onsetMs);
        writer.Write(_hadProfile);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        if (reader.ReadBool() != _profile is not null) throw new SnapshotException("A day profile where none is learned, or none where one is.");
        _profile?.Restore(ref reader);
        _level.Restore(ref reader);
        _curve.Restore(ref reader);
        _novelty.Restore(ref reader);
        _onsetMs = reader.ReadLong();
        _hadProfile = reader.ReadBool();
    }

    private Reading Read(long timeMs)
    {
        var (usual, spread) = _profile?.At(timeMs) ?? (0, 1);
        return new Reading(usual, spread, _level.Deviation(_value - usual, spread), _profile?.Weight(timeMs) > 0);
    }

    private double EvidenceOf(in Reading reading)
    {
        if (!_bothDirections && reading.Deviation <= 0) return 0;
        var level = _curve.Evidence(Math.Abs(reading.Deviation));
        var novelty = _novelty.Evidence(_value);
        var larger = Math.Max(level, novelty);
        // Before the time of day is known, what is new is mostly the time of day.
        if (!reading.IsTimeKnown) return larger;
        var confirmed = (ConfirmedShare * level) + novelty - ConfirmationCost;
        return Math.Max(larger, Math.Min(confirmed, MaxConfirmed));
    }

    private void Advance(in ScrapeTime scrape, Learning learning)
    {
        if (learning == Learning.Suspended)
        {
            _level.Break();
            _onsetMs = 0;
            return;
        }

        var hasProfile = _profile?.Weight(scrape.TimeMs) > 0;
        if (hasProfile && !_hadProfile) _level.Break();
        _hadProfile = hasProfile;
        var reading = Read(scrape.TimeMs);
        FollowOnset(Math.Abs(reading.Deviation), scrape.TimeMs);
        var informs = _level.Informs(_value);
        _profile?.Learn(
            scrape.TimeMs, scrape.Seconds, _value, ProfileClip * _level.Scale * reading.Spread, reading.Deviation * reading.Spread, informs);
        if (_bothDirections || reading.Deviation > 0) _curve.Learn(Math.Abs(reading.Deviation), scrape.Seconds);
        else _curve.Learn(0, scrape.Seconds);
        _novelty.Learn(_value);
        _level.Learn(_value - reading.Usual, _value, reading.Spread, scrape.Seconds);
    }

    private void FollowOnset(double deviation, long timeMs)
    {
        if (deviation < OnsetDeviation) _onsetMs = 0;
        else if (_onsetMs == 0) _onsetMs = timeMs;
    }

    /// <summary>A value against what is usual now.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Reading(double Usual, double Spread, double Deviation, bool IsTimeKnown);
}
