using System.Globalization;
using System.Text.Json.Nodes;

namespace Telemetry.Testing.Kubernetes;

/// <summary>Every version of every object, as etcd keeps them until they are compacted. Safe for concurrent use.</summary>
internal sealed class ObjectHistory
{
    private const long FirstVersion = 77_294;

    private readonly Lock _lock = new();
    private readonly List<StoredVersion> _versions = [];
    private long _version = FirstVersion;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The newest version.</summary>
    public long Version
    {
        get { lock (_lock) return _version; }
    }

    /// <summary>Versions below this one are gone.</summary>
    public long Compacted { get; private set; }

    /// <summary>Completes with the next change.</summary>
    public Task Changed
    {
        get { lock (_lock) return _changed.Task; }
    }

    /// <summary>Creates or replaces an object; its stored form.</summary>
    public JsonObject Put(ResourceKind kind, JsonObject given)
    {
        lock (_lock)
        {
            var stored = (JsonObject)given.DeepClone();
            var metadata = stored["metadata"]!.AsObject();
            var key = new StoredKey(kind, kind.IsNamespaced ? (string?)metadata["namespace"] ?? "default" : "", (string)metadata["name"]!);
            var before = Latest(_version).GetValueOrDefault(key);
            if (kind.IsNamespaced) metadata["namespace"] = key.Namespace;
            metadata["uid"] ??= (string?)before?.Object["metadata"]!["uid"] ?? Guid.NewGuid().ToString();
            metadata["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
            metadata["managedFields"] ??= JsonNode.Parse("""[{"manager":"test","operation":"Update","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{},"f:spec":{"f:managedFields":{}}}}]""");
            stored.Remove("kind");
            stored.Remove("apiVersion");
            Add(new StoredVersion(_version, key, stored, IsDeleted: false));
            return stored;
        }
    }

    /// <summary>Deletes an object.</summary>
    public void Delete(ResourceKind kind, string space, string name)
    {
        lock (_lock)
        {
            var key = new StoredKey(kind, kind.IsNamespaced ? space : "", name);
            var last = (JsonObject)Latest(_version)[key].Object.DeepClone();
            last["metadata"]!["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
            Add(new StoredVersion(_version, key, last, IsDeleted: true));
        }
    }

    /// <summary>The objects of a kind as they were at a version, in the order of a list.</summary>
    public IReadOnlyList<StoredVersion> At(long version, ResourceKind kind)
    {
        lock (_lock) return [.. Latest(version).Values.Where(row => row.Key.Kind == kind).OrderBy(row => row.Key.SortKey, StringComparer.Ordinal)];
    }

    /// <summary>What happened behind a version, up to another, each with the object's state before it.</summary>
    public IReadOnlyList<(StoredVersion Now, StoredVersion? Before)> Between(long version, long newest, ResourceKind kind)
    {
        lock (_lock)
        {
            return [.. _versions.Where(row => row.Version > version && row.Version <= newest && row.Key.Kind == kind)
                .Select(row => (row, _versions.LastOrDefault(before => before.Version < row.Version && before.Key == row.Key)))];
        }
    }

    /// <summary>Forgets every version but the newest.</summary>
    public void Compact()
    {
        lock (_lock) Compacted = ++_version;
    }

    /// <summary>A change of something else: the version goes on.</summary>
    public void Pass()
    {
        lock (_lock) _version++;
    }

    private void Add(StoredVersion row)
    {
        _versions.Add(row);
        _changed.SetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private Dictionary<StoredKey, StoredVersion> Latest(long version)
    {
        var latest = new Dictionary<StoredKey, StoredVersion>();
        foreach (var row in _versions)
        {
            if (row.Version > version) break;
            if (row.IsDeleted) latest.Remove(row.Key);
            else latest[row.Key] = row;
        }
        return latest;
    }
}
