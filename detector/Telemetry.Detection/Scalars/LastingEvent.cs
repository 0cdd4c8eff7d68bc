using System.Runtime.InteropServices;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// An event of a series for as long as it lasts: the level before it, which what follows the series has soon left, and the most evidence
/// that it has shown. It lasts while values stay half as far off that level as they have been. One that lasts and matters is an open drift,
/// until values are back or its level is adopted. 24 bytes.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct LastingEvent
{
    // Evidence from which on a beginning is remembered, and that of a drift: one chance in ten thousand a sample.
    private const double BeginEvidence = 1.5;
    private const double OpenEvidence = 4;

    // Samples in a row that open a drift. A shorter run is a spike.
    private const int OpenSamples = 3;

    // An event is over at a sample that is nearer than this, or than half of the farthest; a drift after some of the first kind.
    private const double QuietDeviation = 2;
    private const double LastingShare = 0.5;
    private const int QuietSamples = 6;

    // Noise that has gone far seldom stays there: so much more evidence for each of the next samples that do.
    private const double StayEvidence = 0.5;
    private const int MaxStays = 3;

    // Farther than this is not told apart.
    private const double MaxDeviation = 1000;

    private double _reference;
    private long _onsetMs;
    private Half _peak;
    private Half _farthest;
    private sbyte _side;
    private byte _stays;
    private byte _unusual;
    private byte _quiet;

    /// <summary>Whether one lasts, or may have begun with the last sample.</summary>
    public readonly bool HasBegun => _side != 0;

    /// <summary>Whether it is an open drift.</summary>
    public readonly bool IsOpen => _unusual == OpenSamples;

    /// <summary>Event time of its first sample, Unix milliseconds, or of the first of the unusual samples so far; 0 where there is none.</summary>
    public readonly long OnsetMs => _onsetMs;

    /// <summary>Level before it, less what is usual at the time of day; of no meaning where none has begun.</summary>
    public readonly double Reference => _reference;

    /// <summary>What a sample is evidence of, the event counted that it goes on with or ends.</summary>
    public readonly double Evidence(in EventSample sample)
    {
        if (!HasBegun) return sample.Evidence;
        var deviation = Deviation(sample);
        if (deviation > Limit) return Math.Max(sample.Evidence, (double)_peak + (StayEvidence * _stays));
        // Back from a drift: far off where the series has been meanwhile, and nothing unusual.
        return IsOpen && deviation >= -QuietDeviation ? 0 : sample.Evidence;
    }

    /// <summary>Moves on by one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="timeMs">Event time.</param>
    /// <param name="mayOpen">Whether a drift may be opened.</param>
    /// <returns>Whether the series is back at the level before an event that ends.</returns>
    public bool Follow(in EventSample sample, long timeMs, bool mayOpen)
    {
        var isBack = HasBegun && !GoesOn(sample);
        if (isBack) Close();
        else if (!HasBegun && sample.Evidence >= BeginEvidence && double.IsFinite(sample.Level)) Begin(sample);
        if (!HasBegun && !sample.IsUnusual) _onsetMs = 0;
        else if (_onsetMs == 0) _onsetMs = timeMs;
        if (HasBegun && !IsOpen && _quiet == 0) _unusual = mayOpen && sample.IsMaterial && (double)_peak >= OpenEvidence ? (byte)(_unusual + 1) : (byte)0;
        return isBack;
    }

    /// <summary>One has begun behind a gap, where the sample has another level than the series had before.</summary>
    /// <param name="sample">The sample; its level is the one before the gap.</param>
    /// <param name="timeMs">Event time.</param>
    public void BeginBehindGap(in EventSample sample, long timeMs)
    {
        if (sample.Evidence < BeginEvidence) return;
        Begin(sample);
        _onsetMs = timeMs;
    }

    /// <summary>Ends it.</summary>
    public void Close() => this = default;

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_reference);
        writer.Write(_onsetMs);
        writer.Write((float)_peak);
        writer.Write((float)_farthest);
        writer.Write((int)_side);
        writer.Write((int)_stays);
        writer.Write((int)_unusual);
        writer.Write((int)_quiet);
    }

    /// <exception cref="SnapshotException">It is no event.</exception>
    public void Restore(ref SnapshotReader reader)
    {
        _reference = reader.ReadDouble();
        _onsetMs = reader.ReadLong();
        (_peak, _farthest) = ((Half)reader.ReadFloat(), (Half)reader.ReadFloat());
        var (side, stays, unusual, quiet) = (reader.ReadInt(), reader.ReadInt(), reader.ReadInt(), reader.ReadInt());
        if (side is < -1 or > 1 || stays is < 0 or > MaxStays || unusual is < 0 or > OpenSamples || quiet is < 0 or >= QuietSamples)
            throw new SnapshotException("The event of a series is none.");
        (_side, _stays, _unusual, _quiet) = ((sbyte)side, (byte)stays, (byte)unusual, (byte)quiet);
    }

    private readonly double Limit => IsOpen ? QuietDeviation : Math.Max(QuietDeviation, LastingShare * (double)_farthest);

    private readonly double Deviation(in EventSample sample) =>
        sample.Scale > 0 ? _side * (sample.Residual - _reference) / sample.Scale : 0;

    private void Begin(in EventSample sample)
    {
        (_reference, _side, _stays) = (sample.Level, sample.Residual > sample.Level ? (sbyte)1 : (sbyte)-1, 1);
        (_peak, _farthest) = ((Half)sample.Evidence, Bounded(Deviation(sample)));
    }

    private bool GoesOn(in EventSample sample)
    {
        var deviation = Deviation(sample);
        _quiet = deviation > Limit ? (byte)0 : (byte)(_quiet + 1);
        if (_quiet >= (IsOpen ? QuietSamples : 1)) return false;
        if (_quiet > 0) return true;
        if ((Half)sample.Evidence > _peak) _peak = (Half)sample.Evidence;
        if (Bounded(deviation) > _farthest) _farthest = Bounded(deviation);
        if (_stays < MaxStays) _stays++;
        return true;
    }

    private static Half Bounded(double deviation) => (Half)Math.Min(deviation, MaxDeviation);
}

/// <summary>One sample as an event sees it; all levels less what is usual at the time of day.</summary>
/// <param name="Evidence">What it is evidence of by itself.</param>
/// <param name="Residual">Its value.</param>
/// <param name="Level">Level of the samples before it.</param>
/// <param name="Scale">Average deviation at that time.</param>
/// <param name="IsUnusual">Whether one may begin with it.</param>
/// <param name="IsMaterial">Whether the change is large enough to matter.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventSample(
    double Evidence, double Residual, double Level, double Scale, bool IsUnusual, bool IsMaterial);
