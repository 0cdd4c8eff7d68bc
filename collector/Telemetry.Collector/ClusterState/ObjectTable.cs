using System.Runtime.InteropServices;
using System.Text.Json;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.ClusterState;

/// <summary>
/// What is known of all objects of one kind. During a fresh list the old state stands until the list is complete, so that a page written
/// meanwhile misses nothing.
/// </summary>
/// <typeparam name="T">What is kept of an object.</typeparam>
/// <param name="limit">Most objects that are kept; further ones are refused and counted.</param>
internal abstract class ObjectTable<T>(int limit) : IObjectTable
    where T : class
{
    private readonly Dictionary<ObjectKey, Entry> _objects = [];
    private uint _list;

    /// <inheritdoc/>
    public bool IsSynced { get; private set; }

    /// <inheritdoc/>
    public int Count => _objects.Count;

    /// <summary>The objects; their order is that of their coming.</summary>
    public IEnumerable<KeyValuePair<ObjectKey, T>> Objects => _objects.Select(pair => new KeyValuePair<ObjectKey, T>(pair.Key, pair.Value.State));

    /// <inheritdoc/>
    public DocumentFate Apply(in ResourceEvent told)
    {
        switch (told.Change)
        {
            case ResourceChange.Replaced:
                _list++;
                return DocumentFate.None;
            case ResourceChange.Synced:
                foreach (var (key, entry) in _objects)
                    if (entry.List != _list) _objects.Remove(key);
                IsSynced = true;
                return DocumentFate.None;
            case ResourceChange.Bookmark:
                return DocumentFate.None;
        }

        if (!ObjectKey.TryRead(told.Object, out var at)) return DocumentFate.Unreadable;
        if (told.Change != ResourceChange.Deleted) return Put(at, told.Object);
        _objects.Remove(at);
        return DocumentFate.Read;
    }

    /// <inheritdoc/>
    public abstract void Write(StatePage page, long nowMs);

    /// <summary>What is kept of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="before">What was kept before; null where the object is new.</param>
    protected abstract T Read(JsonElement document, T? before);

    private DocumentFate Put(ObjectKey key, JsonElement document)
    {
        var isKnown = _objects.TryGetValue(key, out var entry);
        if (!isKnown && _objects.Count >= limit) return DocumentFate.OverLimit;
        _objects[key] = new Entry(Read(document, isKnown ? entry.State : null), _list);
        return DocumentFate.Read;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(T State, uint List);
}
