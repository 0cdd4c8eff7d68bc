using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Episodes;

/// <summary>Episodes in order of their last change, each with its messages. Bounded; not safe for concurrent use.</summary>
internal sealed class EpisodeShelf(int capacity)
{
    /// <summary>Messages kept of an episode; over it the oldest that is settled goes.</summary>
    public const int MaxRows = 200;

    // Open ones and those that are over, each least recently changed first: what goes first is found without looking at all.
    private readonly LinkedList<Shelved> _open = new();
    private readonly LinkedList<Shelved> _over = new();
    private readonly Dictionary<EpisodeKey, LinkedListNode<Shelved>> _byKey = [];
    private readonly Dictionary<string, OutboxRow> _dead = new(StringComparer.Ordinal);

    /// <summary>Episodes, those that are over first, then least recently changed first.</summary>
    public IReadOnlyList<AlertEpisode> Episodes => _over.Concat(_open).Select(shelved => shelved.Episode).ToArray();

    /// <summary>Messages of every episode.</summary>
    public IReadOnlyList<OutboxRow> Rows => _over.Concat(_open).SelectMany(shelved => shelved.Rows).ToArray();

    /// <summary>Messages that were given up.</summary>
    public IReadOnlyList<OutboxRow> DeadRows => _dead.Values.ToArray();

    /// <summary>The episode of a key, if known.</summary>
    public AlertEpisode? Find(EpisodeKey key) => _byKey.TryGetValue(key, out var node) ? node.Value.Episode : null;

    /// <summary>Messages of an episode, oldest first.</summary>
    public IReadOnlyList<OutboxRow> RowsOf(EpisodeKey key) => _byKey.TryGetValue(key, out var node) ? node.Value.Rows.ToArray() : [];

    /// <summary>Adds an episode or its next version.</summary>
    public void Put(AlertEpisode episode)
    {
        if (_byKey.TryGetValue(episode.Key, out var node))
        {
            node.List!.Remove(node);
            node.Value.Episode = episode;
        }
        else
        {
            _byKey[episode.Key] = node = new LinkedListNode<Shelved>(new Shelved(episode));
        }

        (episode.IsOpen ? _open : _over).AddLast(node);
    }

    /// <summary>Adds a message or its next version to an episode that is there.</summary>
    public void Put(OutboxRow row)
    {
        var rows = _byKey[row.Episode].Value.Rows;
        var known = rows.FindIndex(row.IsVersionOf);
        if (known < 0) rows.Add(row);
        else rows[known] = row;
        if (row.Status == RowStatus.Dead) _dead[row.Id] = row;
        else RemoveFromDead(row);
    }

    /// <summary>Adds a message of the store, unless its episode never came to be durable: then what made it will be seen again.</summary>
    public void PutIfVouchedFor(OutboxRow row)
    {
        if (Find(row.Episode) is { } episode && row.Decision <= episode.LastSequence) Put(row);
    }

    /// <summary>Messages of an episode that must go for it to hold some more: the oldest that are settled.</summary>
    public IReadOnlyList<OutboxRow> ChooseForgotten(EpisodeKey key, int added)
    {
        if (!_byKey.TryGetValue(key, out var node)) return [];
        var tooMany = node.Value.Rows.Count + added - MaxRows;
        return tooMany <= 0 ? [] : node.Value.Rows.Where(row => row.Status != RowStatus.Pending).Take(tooMany).ToArray();
    }

    /// <summary>Forgets a message.</summary>
    public void Remove(OutboxRow row)
    {
        if (_byKey.TryGetValue(row.Episode, out var node)) node.Value.Rows.RemoveAll(row.IsVersionOf);
        RemoveFromDead(row);
    }

    /// <summary>Forgets an episode and its messages.</summary>
    public void Remove(EpisodeKey key)
    {
        if (!_byKey.Remove(key, out var node)) return;
        node.List!.Remove(node);
        foreach (var row in node.Value.Rows) RemoveFromDead(row);
    }

    /// <summary>
    /// What must go before <paramref name="added"/> new episodes are put: nothing while there is room; else the least recently changed
    /// that are over and have nothing left to send, else those that are over, else the least recently changed.
    /// </summary>
    public IReadOnlyList<AlertEpisode> ChooseEvicted(int added)
    {
        var tooMany = _byKey.Count + added - capacity;
        if (tooMany <= 0) return [];
        return _over.Where(shelved => shelved.IsSettled)
            .Concat(_over.Where(shelved => !shelved.IsSettled))
            .Concat(_open)
            .Take(tooMany).Select(shelved => shelved.Episode).ToArray();
    }

    // Dead letters are rare, and spelling out an id for every message is not worth it.
    private void RemoveFromDead(OutboxRow row)
    {
        if (_dead.Count > 0) _dead.Remove(row.Id);
    }

    private sealed class Shelved(AlertEpisode episode)
    {
        public AlertEpisode Episode { get; set; } = episode;

        public List<OutboxRow> Rows { get; } = [];

        public bool IsSettled => Rows.TrueForAll(row => row.Status != RowStatus.Pending);
    }
}
