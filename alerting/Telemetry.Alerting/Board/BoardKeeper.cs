using System.Collections.Concurrent;

namespace Telemetry.Alerting.Board;

/// <summary>
/// Which partitions' boards this replica saves. All replicas read the same, so one writes: the one that owns the partition in the
/// processing of commands. A process that is alone saves them all.
/// </summary>
/// <param name="isAlone">Whether there are no other replicas.</param>
internal sealed class BoardKeeper(bool isAlone)
{
    private readonly ConcurrentDictionary<int, bool> _owned = new();

    /// <summary>Whether this replica saves a partition's board.</summary>
    public bool Saves(int partition) => isAlone || _owned.ContainsKey(partition);

    /// <summary>This replica owns the partition now.</summary>
    public void Acquire(int partition) => _owned[partition] = true;

    /// <summary>It no longer does.</summary>
    public void Release(int partition) => _owned.TryRemove(partition, out _);
}
