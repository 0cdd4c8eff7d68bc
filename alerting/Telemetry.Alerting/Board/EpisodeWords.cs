namespace Telemetry.Alerting.Board;

/// <summary>The latest word on each episode, by the key under which it was said. Bounded: over it what was said longest ago goes. Not safe for concurrent use.</summary>
internal sealed class EpisodeWords
{
    /// <summary>Most episodes.</summary>
    public const int Capacity = 10_000;

    private readonly LinkedList<(string Key, EpisodeSaid Said)> _order = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, EpisodeSaid Said)>> _byKey = new(StringComparer.Ordinal);

    /// <summary>What was said last of an episode; null where nothing was.</summary>
    public EpisodeSaid? Find(string key) => _byKey.TryGetValue(key, out var node) ? node.Value.Said : null;

    /// <summary>Takes what was said; gives the key that had to go for it, if any.</summary>
    public string? Put(string key, EpisodeSaid said)
    {
        Remove(key);
        _byKey[key] = _order.AddLast((key, said));
        if (_byKey.Count <= Capacity) return null;
        var forgotten = _order.First!.Value.Key;
        Remove(forgotten);
        return forgotten;
    }

    /// <summary>Takes back what was said.</summary>
    public void Remove(string key)
    {
        if (_byKey.Remove(key, out var node)) _order.Remove(node);
    }
}
