using Telemetry.Detection.Snapshots;

namespace Telemetry.Detector.Observing;

/// <summary>
/// The parts of one target's scrape that have come, until it is whole. A later scrape ends the wait: what has come is then all there is.
/// Bounded by the number of parts.
/// </summary>
internal sealed class ScrapeAssembly
{
    /// <summary>Most parts of one scrape; a scrape of more is taken as it is.</summary>
    public const int MaxParts = 64;

    private readonly SortedDictionary<long, byte[]> _parts = [];
    private long _expected;

    /// <summary>The scrape that is assembled.</summary>
    public ScrapeReading Scrape { get; private set; }

    /// <summary>Whether parts are waiting.</summary>
    public bool IsWaiting => _parts.Count > 0;

    public bool IsWhole => _parts.Count >= Math.Min(_expected, MaxParts);

    /// <summary>Parts in order.</summary>
    public IEnumerable<byte[]> Parts => _parts.Values;

    /// <summary>Whether another scrape than the one that is assembled is the same again, or comes too late behind it.</summary>
    public bool HasBegun(in ScrapeReading scrape) =>
        IsWaiting && scrape.TimeMs != Scrape.TimeMs && (scrape.TimeMs < Scrape.TimeMs || scrape.IsSameSlotOrBefore(Scrape));

    /// <summary>Adds a part; one that came before is replaced.</summary>
    public void Add(ScrapeReading scrape, long part, long parts, ReadOnlySpan<byte> record)
    {
        Scrape = scrape;
        _expected = parts;
        _parts[part] = record.ToArray();
    }

    public void Clear() => _parts.Clear();

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Scrape.TimeMs);
        writer.Write(Scrape.DurationMs);
        writer.Write(Scrape.IntervalMs);
        writer.Write(Scrape.Slot);
        writer.Write(_expected);
        writer.Write(_parts.Count);
        foreach (var (part, record) in _parts)
        {
            writer.Write(part);
            writer.Write(record);
        }
    }

    public void Restore(ref SnapshotReader reader)
    {
        Scrape = new ScrapeReading(reader.ReadLong(), reader.ReadLong(), reader.ReadLong()) { Slot = reader.ReadLong() };
        _expected = reader.ReadLong();
        for (var left = reader.ReadCount(); left > 0; left--) _parts[reader.ReadLong()] = reader.ReadBytes();
    }
}
