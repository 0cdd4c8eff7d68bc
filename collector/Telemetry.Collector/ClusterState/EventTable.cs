using System.Runtime.InteropServices;
using System.Text.Json;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.ClusterState;

/// <summary>
/// Counts the cluster's Events by reason. An Event that repeats is one object with a count, of which the increase counts; those of the
/// first list happened before anybody looked.
/// </summary>
internal sealed class EventTable(ReasonPool pool) : IObjectTable
{
    /// <summary>Most Events whose count is remembered; beyond it the oldest are forgotten, and count as one when they repeat.</summary>
    public const int MaxEvents = 50_000;

    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly SortedDictionary<(string Type, string Reason, string Kind), long> _counts = [];

    /// <inheritdoc/>
    public bool IsSynced { get; private set; }

    /// <inheritdoc/>
    public int Count => _seen.Count;

    /// <inheritdoc/>
    public DocumentFate Apply(in ResourceEvent told)
    {
        if (told.Change == ResourceChange.Synced) IsSynced = true;
        if (told.Change is ResourceChange.Synced or ResourceChange.Replaced or ResourceChange.Bookmark) return DocumentFate.None;
        var uid = told.Object.Child("metadata").Text("uid");
        if (uid.Length is 0 or > ObjectKey.MaxLength) return DocumentFate.Unreadable;
        // Events are deleted by their age. That it ends is nothing that happened.
        if (told.Change != ResourceChange.Deleted) Take(uid, told.Object);
        return DocumentFate.Read;
    }

    /// <inheritdoc/>
    public void Write(StatePage page, long nowMs)
    {
        var family = page.Family("cluster_events_total", "counter");
        foreach (var ((type, reason, kind), count) in _counts)
            family.Sum(count, new Label("type", type), new Label("reason", reason), new Label("kind", kind));
    }

    private void Take(string uid, JsonElement document)
    {
        // events.k8s.io/v1 has a series; core/v1 and its mirror in the former a count.
        var series = document.Child("series").Number("count");
        var count = Math.Max(1, Math.Max(series, Math.Max(document.Number("deprecatedCount"), document.Number("count"))));
        ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, uid, out var isKnown);
        var more = count - seen;
        seen = count;
        if (!isKnown) Remember(uid);
        if (IsSynced && more > 0) Add(document, isKnown ? more : 1);
    }

    private void Add(JsonElement document, long more)
    {
        var regarding = document.Child("regarding") is { ValueKind: JsonValueKind.Object } about ? about : document.Child("involvedObject");
        var key = (pool.Reason(document.Text("type")), pool.Reason(document.Text("reason")), pool.Reason(regarding.Text("kind")));
        if (_counts.Count >= StateFamily.MaxNamed && !_counts.ContainsKey(key)) key = (ReasonPool.Other, ReasonPool.Other, ReasonPool.Other);
        _counts[key] = _counts.GetValueOrDefault(key) + more;
    }

    private void Remember(string uid)
    {
        _order.Enqueue(uid);
        if (_order.Count > MaxEvents) _seen.Remove(_order.Dequeue());
    }
}
