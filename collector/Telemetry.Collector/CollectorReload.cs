using Telemetry.Collector.Sharding;
using Telemetry.Collector.Targets;

namespace Telemetry.Collector;

/// <summary>Puts other settings in force in a running collector. Targets that stay as they are lose nothing.</summary>
public sealed class CollectorReload
{
    private readonly ScrapePool _pool;
    private readonly ShardOwnership _shards;

    internal CollectorReload(ScrapePool pool, ShardOwnership shards) => (_pool, _shards) = (pool, shards);

    /// <summary>Takes over scrape configs and what section <c>collector</c> says. The settings have been validated.</summary>
    public void Apply(CollectorOptions options)
    {
        _pool.Apply(options);
        _shards.Apply(options.Collector.Share);
    }
}
