using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Observing;

/// <summary>
/// The series of one family of a target. Pages list series in the same order every time, so the expected next one is tried first and a
/// hash is only computed when the order changed.
/// </summary>
internal sealed class FamilySeries(string family, SignalFeed[] readers)
{
    private readonly List<SeriesEntry> _entries = [];
    private readonly Dictionary<ulong, SeriesEntry> _byHash = [];
    private int _next;

    public string Family { get; } = family;

    /// <summary>Begins a scrape.</summary>
    public void Begin() => _next = 0;

    /// <summary>The series of these labels, or null when it is new.</summary>
    public SeriesEntry? Find(AttributeList attributes)
    {
        if (_next < _entries.Count && attributes.Bytes.SequenceEqual(_entries[_next].Seen)) return _entries[_next++];
        var identity = attributes.HistogramIdentity();
        var entry = _byHash.GetValueOrDefault(SeriesHash.Of(identity));
        while (entry is not null && !identity.SequenceEqual(entry.Attributes)) entry = entry.SameHash;
        if (entry is null) return null;
        _next = entry.Number + 1;
        if (!attributes.Bytes.SequenceEqual(entry.Seen)) entry.Seen = attributes.Bytes.ToArray();
        return entry;
    }

    /// <summary>Adds a series, bound to the signals that read it.</summary>
    public SeriesEntry Add(AttributeList attributes, in SeriesShape shape)
    {
        var labels = new SeriesLabels(attributes);
        var sinks = new List<SeriesSink>();
        foreach (var reader in readers)
            if (reader.Bind(Family, labels, shape) is { } binding) sinks.Add(reader.CreateSink(binding));
        return Add(attributes.HistogramIdentity().ToArray(), [.. sinks]);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Family);
        writer.Write(_entries.Count);
        foreach (var entry in _entries)
        {
            writer.Write(entry.Attributes);
            writer.Write(entry.Sinks.Length);
            foreach (var sink in entry.Sinks)
            {
                writer.Write(sink.Binding.Feed);
                writer.Write((int)sink.Binding.Role);
                writer.Write(sink.Binding.Stratum);
                sink.Save(writer);
            }
        }
    }

    /// <summary>Restores the series and gives their number.</summary>
    public int Restore(ref SnapshotReader reader, ReadOnlySpan<SignalFeed> feeds)
    {
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var attributes = reader.ReadBytes();
            var sinks = new SeriesSink[reader.ReadCount()];
            for (var i = 0; i < sinks.Length; i++) sinks[i] = RestoreSink(ref reader, feeds);
            Add(attributes, sinks);
        }

        return _entries.Count;
    }

    private static SeriesSink RestoreSink(ref SnapshotReader reader, ReadOnlySpan<SignalFeed> feeds)
    {
        var binding = new SinkBinding(reader.ReadInt(), (SeriesRole)reader.ReadInt(), reader.ReadInt());
        if ((uint)binding.Feed >= (uint)feeds.Length) throw new SnapshotException($"There is no signal {binding.Feed}.");
        var sink = feeds[binding.Feed].CreateSink(binding);
        sink.Restore(ref reader);
        return sink;
    }

    private SeriesEntry Add(byte[] attributes, SeriesSink[] sinks)
    {
        var entry = new SeriesEntry(_entries.Count, attributes, sinks);
        var hash = SeriesHash.Of(attributes);
        entry.SameHash = _byHash.GetValueOrDefault(hash);
        _byHash[hash] = entry;
        _entries.Add(entry);
        _next = _entries.Count;
        return entry;
    }
}
