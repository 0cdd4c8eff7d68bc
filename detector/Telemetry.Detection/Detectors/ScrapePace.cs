using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The interval that a signal is scraped at. A longer one holds more observations, so that what all of them have in common weighs more:
/// a scrape behind a missed one is scaled down, one behind a gap says nothing, and at a new interval the signal is young again. 12 bytes.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ScrapePace
{
    // After a gap of this many intervals what was counted is no scrape's.
    private const double GapIntervals = 5;

    // Another interval than before, and scrapes in a row at which it is the new one.
    private const double OtherInterval = 1.5;
    private const int ChangedScrapes = 3;

    // Scrapes at a new interval during which no signal event is believed, and the evidence that it may show.
    private const int YoungScrapes = 60;
    private const double YoungEvidence = 3;

    private float _seconds;
    private short _others;
    private short _young;

    /// <summary>The usual interval; 0 while unknown.</summary>
    public readonly double Seconds => _seconds;

    /// <summary>Whether the interval is new.</summary>
    public readonly bool IsYoung => _young > 0;

    /// <summary>Whether so long a time is a gap.</summary>
    public readonly bool IsGap(double seconds) => !(seconds >= 0) || (_seconds > 0 && seconds > GapIntervals * _seconds);

    /// <summary>What a standardised statistic of such an interval is to be multiplied by: all of its excess might be common to all observations.</summary>
    public readonly double Scale(double seconds) =>
        _seconds > 0 && seconds > OtherInterval * _seconds ? Math.Sqrt(_seconds / seconds) : 1;

    /// <summary>Evidence as far as it may be believed.</summary>
    public readonly double Temper(double evidence) => IsYoung ? Math.Min(evidence, YoungEvidence) : evidence;

    /// <summary>Moves on by one scrape.</summary>
    /// <returns>Whether the interval has become another.</returns>
    public bool Advance(double seconds)
    {
        if (_young > 0) _young--;
        if (!(seconds > 0)) return false;
        if (_seconds == 0) _seconds = (float)seconds;
        if (seconds <= OtherInterval * _seconds && seconds * OtherInterval >= _seconds) _others = 0;
        else if (++_others >= ChangedScrapes)
        {
            (_seconds, _others, _young) = ((float)seconds, 0, YoungScrapes);
            return true;
        }

        return false;
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_seconds);
        writer.Write((_others << 16) | (ushort)_young);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _seconds = reader.ReadFloat();
        var scrapes = reader.ReadInt();
        (_others, _young) = ((short)(scrapes >> 16), (short)scrapes);
    }
}
