using Telemetry.Collector.Sharding;
using Telemetry.Contracts;

namespace Telemetry.Collector.Targets;

/// <summary>The pool at one moment, for those who look at it.</summary>
/// <param name="Active">What is scraped, by identity; those kept over a handover too.</param>
/// <param name="Dropped">What is not, with the reason.</param>
/// <param name="Share">Share of this collector.</param>
internal sealed record PoolView(IReadOnlyList<PooledTarget> Active, IReadOnlyList<DroppedTarget> Dropped, ShardShare Share)
{
    /// <summary>Before the first set is known.</summary>
    public static readonly PoolView Empty = new([], [], ShardShare.Whole);

    private readonly Dictionary<TargetId, PooledTarget> _byId = Active.ToDictionary(active => active.Target.Id);

    /// <summary>The target of an identity; null where it is not scraped here.</summary>
    public PooledTarget? Find(TargetId target) => _byId.GetValueOrDefault(target);
}
