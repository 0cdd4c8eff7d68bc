using System.Collections.Concurrent;
using System.Globalization;
using Telemetry.Contracts;
using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Changes;

/// <summary>Tells from the pages of a target that its process was restarted or has another version.</summary>
internal sealed class ProcessChanges
{
    /// <summary>Most targets that are remembered; restarts of further ones are not told.</summary>
    public const int MaxTargets = 100_000;

    /// <summary>
    /// Start times closer than this are one: they are reckoned from the time of boot, which moves by a second when the clock is set.
    /// </summary>
    public const long ToleranceMs = 2_000;

    private const string Kind = "Process";

    private readonly ConcurrentDictionary<TargetId, ProcessFacts> _known = new();
    private readonly ConcurrentDictionary<TargetId, ProcessFacts> _dirty = new();

    /// <summary>Takes what a page told and gives what changed since the one before it.</summary>
    public IReadOnlyList<ChangeRecord> Observe(TargetId target, string? component, ProcessFacts now, long atMs)
    {
        if (now is { StartMs: 0, Version: null }) return [];
        var isKnown = _known.TryGetValue(target, out var before);
        if (!isKnown && _known.Count >= MaxTargets) return [];
        var isRestarted = isKnown && before.StartMs != 0 && now.StartMs != 0 && Math.Abs(now.StartMs - before.StartMs) > ToleranceMs;
        var isOther = isKnown && before.Version is not null && now.Version is not null && now.Version != before.Version;
        var kept = new ProcessFacts(isRestarted || before.StartMs == 0 ? now.StartMs : before.StartMs, now.Version ?? before.Version);
        if (!isKnown || kept != before) _known[target] = _dirty[target] = kept;
        if (!isOther && !isRestarted) return [];
        var changes = new List<ChangeRecord>();
        if (isOther) changes.Add(Record(target, component, ChangeSubjects.Version, before.Version!, now.Version!, now.StartMs, atMs));
        if (isRestarted) changes.Add(Record(target, component, ChangeSubjects.StartTime, Text(before.StartMs), Text(now.StartMs), now.StartMs, atMs));
        return changes;
    }

    /// <summary>Takes up what was kept of a target.</summary>
    public void Restore(TargetId target, ProcessFacts known) => _known.TryAdd(target, known);

    /// <summary>What changed since the last call, to be kept over a restart.</summary>
    public IReadOnlyList<KeyValuePair<TargetId, ProcessFacts>> TakeDirty()
    {
        var taken = new List<KeyValuePair<TargetId, ProcessFacts>>();
        foreach (var (target, _) in _dirty)
            if (_dirty.TryRemove(target, out var facts)) taken.Add(new(target, facts));
        return taken;
    }

    private static ChangeRecord Record(TargetId target, string? component, string what, string from, string to, long startMs, long atMs) => new()
    {
        // Several pages of one process show the same: they have the component and the instance in common, and the job apart.
        ChangeId = ChangeIds.Of(target.Cluster, Kind, component ?? target.Job, target.Instance, what, from, to, what == ChangeSubjects.Version ? "" : Text(startMs)),
        Cluster = target.Cluster,
        At = DateTimeOffset.FromUnixTimeMilliseconds(atMs),
        Kind = Kind,
        Namespace = target.Job,
        Name = target.Instance,
        What = what,
        From = BoundedText.Cut(from),
        To = BoundedText.Cut(to),
        MadeAt = startMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(startMs) : null,
        Component = component ?? "",
    };

    private static string Text(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
