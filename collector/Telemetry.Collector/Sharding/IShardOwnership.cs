using Telemetry.Contracts;

namespace Telemetry.Collector.Sharding;

/// <summary>Which targets this collector is to scrape. The state of the cluster, as a whole, is one more target.</summary>
internal interface IShardOwnership
{
    /// <summary>Share that holds now.</summary>
    ShardShare Share { get; }

    /// <summary>Raised after the share has changed: ask again.</summary>
    event EventHandler? Changed;

    /// <summary>Whether a target is ours by the share that holds now.</summary>
    bool Owns(TargetId target);
}
