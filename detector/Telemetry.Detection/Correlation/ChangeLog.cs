using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>The changes of a cluster in the last hour of event time, at most <see cref="Capacity"/>; over it the oldest go.</summary>
internal sealed class ChangeLog
{
    /// <summary>Most changes kept.</summary>
    public const int Capacity = 256;

    private const long KeptMs = 3_600_000;

    private readonly SortedDictionary<(long SeenMs, string Id), ClusterChange> _changes = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Whether changes of this cluster are told at all: only then does it say something that there is none.</summary>
    public bool IsFed { get; private set; }

    /// <summary>Notes a change; one that is known already changes nothing.</summary>
    public void Add(ClusterChange change)
    {
        IsFed = true;
        if (!_ids.Add(change.Id)) return;
        _changes[(change.SeenMs, change.Id)] = change;
        if (_changes.Count > Capacity) Remove(_changes.Keys.First());
    }

    /// <summary>Forgets what is over an hour old.</summary>
    public void Forget(long nowMs)
    {
        while (_changes.Count > 0 && _changes.Keys.First() is var key && key.SeenMs < nowMs - KeptMs) Remove(key);
    }

    /// <summary>Changes that were seen by now and made at or after <paramref name="fromMs"/>, oldest first.</summary>
    public IEnumerable<ClusterChange> Between(long fromMs, long nowMs) =>
        _changes.Values.Where(change => change.SeenMs <= nowMs && change.MadeMs >= fromMs);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(IsFed);
        writer.Write(_changes.Count);
        foreach (var change in _changes.Values) Write(writer, change);
    }

    public void Restore(ref SnapshotReader reader)
    {
        var isFed = reader.ReadBool();
        for (var left = reader.ReadCount(); left > 0; left--) Add(Read(ref reader));
        IsFed = isFed;
    }

    private static void Write(SnapshotWriter writer, ClusterChange change)
    {
        writer.Write(change.Id);
        writer.Write(change.SeenMs);
        writer.Write(change.MadeMs);
        writer.Write(change.Component);
        writer.Write(change.IsRestart);
        writer.Write(change.IsRoutine);
        writer.Write(change.Content.Span);
    }

    private static ClusterChange Read(ref SnapshotReader reader) => new(
        reader.ReadText(), reader.ReadLong(), reader.ReadLong(), reader.ReadText(), reader.ReadBool(), reader.ReadBool(), reader.ReadBytes());

    private void Remove((long SeenMs, string Id) key)
    {
        _changes.Remove(key);
        _ids.Remove(key.Id);
    }
}
