using System.Runtime.InteropServices;
using System.Text.Json;
using Telemetry.Collector.ClusterState;
using Telemetry.Contracts.Changes;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Changes;

/// <summary>
/// What was last known of the objects of one kind, and so what changed. The first list tells nothing; a later one, after a gap or a
/// restart, tells what is different by then, once.
/// </summary>
internal sealed class ObjectLedger(ChangeRule rule, string cluster, Func<string, string?> componentOfName)
{
    /// <summary>Most objects that are remembered; changes of further ones are not told, and counted.</summary>
    public const int MaxObjects = 50_000;

    private readonly Dictionary<ObjectKey, Entry> _objects = [];
    private uint _list;
    private bool _isComplete;

    /// <summary>The rule that it goes by.</summary>
    public ChangeRule Rule => rule;

    /// <summary>Whether it is different from what was saved last.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Objects that were not taken for want of room.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes an event of the kind's query and gives what changed.</summary>
    public IReadOnlyList<ChangeRecord> Apply(in ResourceEvent told)
    {
        switch (told.Change)
        {
            case ResourceChange.Replaced:
                _list++;
                return [];
            case ResourceChange.Synced:
                return Complete(told.ReceivedAt);
            case ResourceChange.Bookmark:
                return [];
        }

        if (!ObjectKey.TryRead(told.Object, out var key) || rule.Read(key, told.Object) is not { } now) return [];
        return told.Change == ResourceChange.Deleted ? Remove(key, told.ReceivedAt) : Put(key, now, told);
    }

    /// <summary>Gives what is known, to be kept over a restart.</summary>
    public SavedLedger Save()
    {
        IsDirty = false;
        return new SavedLedger(_isComplete, [.. _objects.Select(pair => new SavedObject(pair.Key.Namespace, pair.Key.Name, pair.Value.Known.Uid, pair.Value.Known.Values))]);
    }

    /// <summary>Takes up what was kept. Nothing was seen before.</summary>
    public void Restore(SavedLedger saved)
    {
        _isComplete = saved.IsComplete;
        foreach (var known in saved.Objects.Take(MaxObjects))
            _objects[new ObjectKey(known.Namespace, known.Name)] = new Entry(new KnownObject(known.Uid, known.Values), _list);
    }

    private IReadOnlyList<ChangeRecord> Put(ObjectKey key, KnownObject now, in ResourceEvent told)
    {
        var isKnown = _objects.TryGetValue(key, out var entry);
        if (!isKnown && _objects.Count >= MaxObjects)
        {
            Refused++;
            return [];
        }

        _objects[key] = new Entry(now, _list);
        IsDirty |= !isKnown || entry.Known.Uid != now.Uid || !entry.Known.Values.AsSpan().SequenceEqual(now.Values);
        if (isKnown && entry.Known.Values.Length == now.Values.Length) return Compare(key, entry.Known, now, told);
        if (isKnown || !_isComplete || !rule.TellsPresence) return [];
        return [Record(key, new Difference(ChangeSubjects.Added, "", "", now.Uid), told.ReceivedAt, CreationOf(told.Object))];
    }

    private List<ChangeRecord> Compare(ObjectKey key, KnownObject before, KnownObject now, in ResourceEvent told)
    {
        var changes = new List<ChangeRecord>();
        foreach (var difference in rule.Compare(before, now))
            changes.Add(Record(key, difference, told.ReceivedAt, Authorship.Of(told.Object, difference)));
        return changes;
    }

    private List<ChangeRecord> Complete(DateTimeOffset at)
    {
        var changes = new List<ChangeRecord>();
        foreach (var key in _objects.Where(pair => pair.Value.List != _list).Select(pair => pair.Key).ToList()) changes.AddRange(Remove(key, at));
        IsDirty |= !_isComplete;
        _isComplete = true;
        return changes;
    }

    private ChangeRecord[] Remove(ObjectKey key, DateTimeOffset at)
    {
        if (rule.OutlivesObjects || !_objects.Remove(key, out var gone)) return [];
        IsDirty = true;
        return _isComplete && rule.TellsPresence
            ? [Record(key, new Difference(ChangeSubjects.Removed, "", "", gone.Known.Uid), at, new Authorship("", null))]
            : [];
    }

    private ChangeRecord Record(ObjectKey key, Difference difference, DateTimeOffset at, Authorship author)
    {
        var (from, to) = (BoundedText.Cut(difference.From), BoundedText.Cut(difference.To));
        return new ChangeRecord
        {
            ChangeId = ChangeIds.Of(cluster, rule.Kind, key.Namespace, key.Name, difference.What, difference.From, difference.To, difference.Mark),
            Cluster = cluster,
            At = at,
            Kind = rule.Kind,
            Namespace = key.Namespace,
            Name = key.Name,
            What = difference.What,
            From = from,
            To = to,
            By = author.By,
            MadeAt = author.MadeAt,
            Component = rule.ComponentOf(key, componentOfName),
            Detail = difference.Detail,
        };
    }

    private static Authorship CreationOf(JsonElement document) =>
        new("", document.Child("metadata").TimeMs("creationTimestamp") is > 0 and var made ? DateTimeOffset.FromUnixTimeMilliseconds(made) : null);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(KnownObject Known, uint List);
}
