using System.Runtime.InteropServices;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// A series of single values of any unit: rates, gauges, used shares, whatever a column holds. Two heads look at a value: how far it lies
/// off the level of the last samples and the time of day, and whether the series has ever been there. Each tells −log₁₀ of the rate at which
/// events at least as strong begin in this series, so both are on one scale, and where both speak they confirm each other. What has begun
/// and lasts stays evidence for as long as it does, and so does another level behind a gap. 734 bytes with day profile, 319 without.
/// </summary>
public sealed class ScalarDetector : ILevelDetector
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

    // A level that moved by less than a fifth of itself opens no drift, so none is announced as a new normal.
    private const double MaterialShare = 0.2;

    // Two numbers that differ by less are the same; and how far the first move of what was still is believed beyond its past.
    private const double MinMove = 1e-9;
    private const double FirstMoveTrust = 1.5;

    // What the time of day is told while a drift is open: it must not become usual before it is adopted.
    private const double DriftWeight = 0.3;

    private readonly DayProfile? _profile;
    private ShortTermLevel _level;
    private ExceedanceCurve _curve;
    private NoveltyHead _novelty;
    private LastingEvent _event;
    private UsualRange _range;
    private double _value = double.NaN;

    /// <param name="bothDirections">Whether a fall is as telling as a rise.</param>
    /// <param name="hasDayProfile">Whether the time of day is learned.</param>
    /// <param name="stillTells">Whether a series that has not moved yet tells how little it moves: a share of failures, which rests at none.</param>
    public ScalarDetector(bool bothDirections = true, bool hasDayProfile = true, bool stillTells = false)
    {
        _level = new ShortTermLevel(stillTells);
        _curve = new ExceedanceCurve(bothDirections);
        _profile = hasDayProfile ? new DayProfile() : null;
    }

    /// <inheritdoc/>
    public long OpenSinceMs => _event.IsOpen ? _event.OnsetMs : 0;

    /// <summary>Adds to the value of this sample. What is not a finite number is passed over, as if nothing had been observed.</summary>
    public void Add(double level)
    {
        if (!double.IsFinite(level)) return;
        _value = Math.Clamp(IsObserved ? _value + level : level, -MaxValue, MaxValue);
    }

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (!IsObserved) return SignalScore.Nothing;
        var reading = Read(scrape.TimeMs);
        var beginning = BeginningOf(reading);
        var evidence = _event.Evidence(SampleOf(reading, beginning));
        var onset = evidence < OnsetEvidence ? 0 : _event.OnsetMs == 0 ? scrape.TimeMs : _event.OnsetMs;
        return new SignalScore(true, evidence, reading.Deviation, onset, _value, NormalOf(reading)) { Beginning = beginning };
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        if (IsObserved) Advance(scrape, learning);
        _value = double.NaN;
    }

    /// <inheritdoc/>
    public void Adopt()
    {
        if (_event.IsOpen) _profile?.Move(_level.Level - _event.Reference);
        _event.Close();
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_profile is not null);
        _profile?.Save(writer);
        _level.Save(writer);
        _curve.Save(writer);
        _novelty.Save(writer);
        _event.Save(writer);
        _range.Save(writer);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        if (reader.ReadBool() != _profile is not null) throw new SnapshotException("A day profile where none is learned, or none where one is.");
        _profile?.Restore(ref reader);
        _level.Restore(ref reader);
        _curve.Restore(ref reader);
        _novelty.Restore(ref reader);
        _event.Restore(ref reader);
        _range.Restore(ref reader);
    }

    private bool IsObserved => !double.IsNaN(_value);

    private Reading Read(long timeMs)
    {
        var (usual, spread) = _profile?.At(timeMs) ?? (0, 1);
        return new Reading(usual, spread, _level.Deviation(_value - usual, spread), _profile is { IsKnown: true });
    }

    // Evidence that something begins with this value.
    private double BeginningOf(in Reading reading)
    {
        if (_level.IsStill) return FirstMove(reading);
        if (!_curve.Tells(reading.Deviation)) return 0;
        var level = _curve.Evidence(reading.Deviation);
        var novelty = _novelty.Evidence(_value);
        var larger = Math.Max(level, novelty);
        // Before the time of day is known, what is new is mostly the time of day.
        if (!reading.IsTimeKnown) return larger;
        var confirmed = (ConfirmedShare * level) + novelty - ConfirmationCost;
        return Math.Max(larger, Math.Min(confirmed, MaxConfirmed));
    }

    // What has not moved in n samples moves once in n, and is believed for thirty times that.
    private double FirstMove(in Reading reading)
    {
        var move = _value - reading.Usual - _level.Level;
        return Math.Abs(move) > MinMove * Math.Abs(_value) && _curve.Tells(move) ? Math.Log10(1 + _level.Samples) + FirstMoveTrust : 0;
    }

    private void Advance(in ScrapeTime scrape, Learning learning)
    {
        if (learning == Learning.Suspended)
        {
            _level.Break();
            _event.Close();
            return;
        }

        var isBehindGap = double.IsNaN(_level.Level);
        var isMoved = _level.Follow(isOfTheDay: _profile is { IsKnown: true });
        if (isMoved) _range.Recentre();
        var reading = Read(scrape.TimeMs);
        var (wasOpen, before) = (_event.IsOpen, _event.Reference);
        var beginning = BeginningOf(reading);
        if (_event.Follow(SampleOf(reading, beginning), scrape.TimeMs, mayOpen: learning == Learning.Allowed) && wasOpen) _level.Return(before);
        LearnProfile(reading, scrape, _event.IsOpen ? DriftWeight : 1);
        _curve.Learn(reading.Deviation, scrape.Seconds);
        _novelty.Learn(_value);
        if (isBehindGap && !isMoved && learning == Learning.Allowed) BeginBehindGap(reading, beginning, scrape.TimeMs);
        LearnLevel(reading, scrape.Seconds, isMoved);
    }

    // The level of the last samples says nothing any more; where the series lay for hours before the gap still does.
    private void BeginBehindGap(in Reading reading, double beginning, long timeMs)
    {
        var (residual, usual) = (_value - reading.Usual, _range.MiddleOf(_level.Kept));
        if (!_curve.Tells(residual - usual)) return;
        var evidence = Math.Max(beginning, _range.Evidence(residual, _level.Kept, _level.Samples));
        _event.BeginBehindGap(new EventSample(evidence, residual, usual, _level.Scale * reading.Spread, IsUnusual: true, IsMaterial: true), timeMs);
    }

    private void LearnLevel(in Reading reading, double seconds, bool isMoved)
    {
        var (residual, samples) = (_value - reading.Usual, _level.Samples);
        var before = isMoved ? residual : _level.Kept;
        _level.Learn(residual, _value, reading.Spread, seconds);
        _range.Learn(residual, before, _level.Kept, seconds, samples);
    }

    private void LearnProfile(in Reading reading, in ScrapeTime scrape, double weight) => _profile?.Learn(
        scrape.TimeMs, scrape.Seconds, _value, ProfileClip * _level.Scale * reading.Spread, reading.Deviation * reading.Spread, weight * _level.Informs(_value));

    private EventSample SampleOf(in Reading reading, double beginning)
    {
        var normal = NormalOf(reading);
        var isMaterial = Math.Abs(_value - normal) >= MaterialShare * Math.Abs(normal);
        return new EventSample(beginning, _value - reading.Usual, _level.Level, _level.Scale * reading.Spread, IsUnusual(reading), isMaterial);
    }

    private static bool IsUnusual(in Reading reading) => Math.Abs(reading.Deviation) >= OnsetDeviation;

    // While an event lasts, the level before it; NaN where none is known.
    private double NormalOf(in Reading reading) => (_event.HasBegun ? _event.Reference : _level.Level) + reading.Usual;

    /// <summary>A value against what is usual now.</summary>
    /// <param name="Usual">What the time of day adds to the level.</param>
    /// <param name="Spread">How much wider than on average values scatter at this time.</param>
    /// <param name="Deviation">How far it lies off the level, in average deviations.</param>
    /// <param name="IsTimeKnown">Whether the time of day counts.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Reading(double Usual, double Spread, double Deviation, bool IsTimeKnown);
}
