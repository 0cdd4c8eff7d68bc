using Telemetry.Contracts;

namespace Telemetry.Collector.Sharding;

/// <summary>Ownership by rendezvous hashing: another number of shards moves only the targets that it has to.</summary>
internal sealed class ShardOwnership(ShardShare share) : IShardOwnership
{
    private volatile ShardShare _share = share;

    /// <inheritdoc/>
    public event EventHandler? Changed;

    /// <inheritdoc/>
    public ShardShare Share => _share;

    /// <inheritdoc/>
    public bool Owns(TargetId target) => _share.Owns(target);

    /// <summary>Takes another share.</summary>
    public void Apply(ShardShare share)
    {
        if (share == _share) return;
        _share = share;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
