using Telemetry.Collector.Scraping;
using Telemetry.Collector.Sharding;
using Telemetry.Contracts;

namespace Telemetry.Collector.Targets;

/// <summary>
/// Many sources' sets as one. Where two give the same identity, their records could not be told apart: the one of the source that stands
/// first in the settings holds, and within one source the one with the lesser address.
/// </summary>
internal static class TargetMerge
{
    /// <param name="sets">The sources' sets, in the order of the settings.</param>
    /// <param name="shards">Which targets are ours.</param>
    /// <param name="most">Most targets of ours; behind it those with the greatest identities are left out.</param>
    public static MergedTargets Merge(IEnumerable<IReadOnlyList<ScrapeTarget>> sets, IShardOwnership shards, int most)
    {
        var dropped = new List<DroppedTarget>();
        var known = Unite(sets, dropped);
        var owned = new HashSet<TargetId>();
        foreach (var target in known.Values)
        {
            if (!shards.Owns(target.Id)) dropped.Add(new(target, TargetDrop.OtherShard, $"another shard than {shards.Share} scrapes it."));
            else if (owned.Count < most) owned.Add(target.Id);
            else dropped.Add(new(target, TargetDrop.TooMany, $"there are more than {most} targets; raise collector.max_targets or add shards."));
        }
        return new MergedTargets(known, owned, dropped);
    }

    private static SortedDictionary<TargetId, ScrapeTarget> Unite(IEnumerable<IReadOnlyList<ScrapeTarget>> sets, List<DroppedTarget> dropped)
    {
        var known = new SortedDictionary<TargetId, ScrapeTarget>();
        foreach (var target in sets.SelectMany(set => set.OrderBy(target => target.Url.AbsoluteUri, StringComparer.Ordinal)))
        {
            if (known.TryAdd(target.Id, target) || known[target.Id] == target) continue;
            dropped.Add(new(target, TargetDrop.Double, $"{known[target.Id].Url} is scraped under the same job and instance; give one of them another job_name."));
        }
        return known;
    }
}
