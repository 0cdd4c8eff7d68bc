using System.Text.Json;

namespace Telemetry.Kubernetes.Watching;

/// <summary>
/// What is kept of a query's objects: of each only what the projection takes out, so that tens of thousands of pods fit. A fresh list
/// replaces the objects when it is complete, never before. Not safe for concurrent use.
/// </summary>
/// <typeparam name="T">What is kept of an object.</typeparam>
/// <param name="project">Takes it out of the document; it must keep no part of the document itself.</param>
public sealed class ResourceStore<T>(Func<JsonElement, T> project)
{
    private Dictionary<string, T> _objects = new(StringComparer.Ordinal);
    private Dictionary<string, T>? _incoming;

    /// <summary>Whether the first list is complete.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>What is kept, by <c>namespace/name</c>.</summary>
    public IReadOnlyDictionary<string, T> Objects => _objects;

    /// <summary>Takes an event; true where the objects may be others now.</summary>
    public bool Take(in ResourceEvent told)
    {
        switch (told.Change)
        {
            case ResourceChange.Replaced:
                _incoming = new(StringComparer.Ordinal);
                return false;
            case ResourceChange.Synced:
                (_objects, _incoming, IsSynced) = (_incoming ?? _objects, null, true);
                return true;
            case ResourceChange.Added or ResourceChange.Modified:
                (_incoming ?? _objects)[KeyOf(told.Object)] = project(told.Object);
                return _incoming is null;
            case ResourceChange.Deleted:
                return (_incoming ?? _objects).Remove(KeyOf(told.Object)) && _incoming is null;
            default:
                return false;
        }
    }

    private static string KeyOf(JsonElement document) =>
        $"{ObjectDocument.MetadataText(document, "namespace")}/{ObjectDocument.MetadataText(document, "name")}";
}
