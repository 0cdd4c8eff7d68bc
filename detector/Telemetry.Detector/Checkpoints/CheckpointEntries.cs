using Telemetry.Detection.Snapshots;
using Telemetry.Transport;

namespace Telemetry.Detector.Checkpoints;

/// <summary>
/// The state entries of one stage and partition: one per thing that is kept, and last the input offset that they include. An entry that
/// is newer than the offset is harmless: what it has seen is recognised as a double. See <c>docs/formats/detector-state.md</c>.
/// </summary>
internal sealed class CheckpointEntries(string fingerprint)
{
    /// <summary>Layout version; a checkpoint of another one is not read.</summary>
    public const int Version = 13;

    private const string OffsetKey = "offset";

    // Keeps what operators name apart from our own key.
    private const string Prefix = "of/";

    private readonly SnapshotWriter _writer = new();
    private readonly List<StateEntry> _entries = [];

    /// <summary>Begins a checkpoint.</summary>
    public void Begin() => _entries.Clear();

    /// <summary>Adds a thing's state.</summary>
    public void Add(string key, Action<SnapshotWriter> save)
    {
        BeginEntry();
        save(_writer);
        _entries.Add(new StateEntry(Prefix + key, _writer.Written.ToArray()));
    }

    /// <summary>Removes a thing's state.</summary>
    public void Remove(string key) => _entries.Add(new StateEntry(Prefix + key, null));

    /// <summary>Ends the checkpoint with the offset of the first record that it does not include.</summary>
    public IReadOnlyList<StateEntry> End(long offset)
    {
        BeginEntry();
        _writer.Write(offset);
        _entries.Add(new StateEntry(OffsetKey, _writer.Written.ToArray()));
        return _entries;
    }

    /// <summary>Reads what <see cref="End"/> wrote, or hands an entry's content to <paramref name="restore"/>.</summary>
    /// <returns>The offset, when it is that entry.</returns>
    /// <exception cref="SnapshotException">The entry cannot be read.</exception>
    public long? Read(StateEntry entry, RestoreEntry restore)
    {
        var reader = new SnapshotReader(entry.Value.GetValueOrDefault().Span);
        var version = reader.ReadInt();
        if (version != Version) throw new SnapshotException($"It has version {version}; this program reads {Version}.");
        var catalog = reader.ReadText();
        if (entry.Key == OffsetKey) return reader.ReadLong();
        if (!entry.Key.StartsWith(Prefix, StringComparison.Ordinal)) throw new SnapshotException("Its key is none of ours.");
        if (catalog != fingerprint) throw new SnapshotException("It was learned with another signals.yaml.");
        restore(entry.Key[Prefix.Length..], ref reader);
        if (!reader.AtEnd) throw new SnapshotException("It is longer than it should be.");
        return null;
    }

    private void BeginEntry()
    {
        _writer.Clear();
        _writer.Write(Version);
        _writer.Write(fingerprint);
    }
}

/// <summary>Restores one entry's content.</summary>
internal delegate void RestoreEntry(string key, ref SnapshotReader reader);
