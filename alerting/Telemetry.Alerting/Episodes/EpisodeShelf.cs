using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Episodes;

/// <summary>Episodes in order of their last change, each with its messages. Bounded; not safe for concurrent use.</summary>
internal sealed class EpisodeShelf(int capacity)
{
    private readonly LinkedList<Shelved> _order = new();
    private readonly Dictionary<EpisodeKey, LinkedListNode<Shelved>> _byKey = [];

    /// <summary>Episodes, least recently changed first.</summary>
    public IReadOnlyList<Episode> Episodes => _order.Select(shelved => shelved.Episode).ToArray();

    /// <summary>Messages of every episode.</summary>
    public IReadOnlyList<OutboxRow> Rows => _order.SelectMany(shelved => shelved.Rows).ToArray();

    /// <summary>The episode of a key, if known.</summary>
    public Episode? Find(EpisodeKey key) => _byKey.TryGetValue(key, out var node) ? node.Value.Episode : null;

    /// <summary>Messages of an episode, oldest first.</summary>
    public IReadOnlyList<OutboxRow> RowsOf(EpisodeKey key) => _byKey.TryGetValue(key, out var node) ? node.Value.Rows.ToArray() : [];

    /// <summary>Adds an episode or its next version.</summary>
    public void Put(Episode episode)
    {
        if (_byKey.TryGetValue(episode.Key, out var node))
        {
            node.Value.Episode = episode;
            _order.Remove(node);
            _order.AddLast(node);
        }
        else
        {
            _byKey[episode.Key] = _order.AddLast(new Shelved(episode));
        }
    }

    /// <summary>Adds a message or its next version to an episode that is there.</summary>
    public void Put(OutboxRow row)
    {
        var rows = _byKey[row.Episode].Value.Rows;
        var known = rows.FindIndex(other => other.Id == row.Id);
        if (known < 0) rows.Add(row);
        else rows[known] = row;
    }

    /// <summary>Adds a message of the store, unless its episode never came to be durable: then its record will be seen again.</summary>
    public void PutIfVouchedFor(OutboxRow row)
    {
        if (Find(row.Episode) is { } episode && row.Record.Sequence <= episode.LastSequence) Put(row);
    }

    /// <summary>Forgets an episode and its messages.</summary>
    public void Remove(EpisodeKey key)
    {
        if (_byKey.Remove(key, out var node)) _order.Remove(node);
    }

    /// <summary>
    /// What must go before a key is added: null while there is room; else the least recently changed episode that is over and has
    /// nothing left to send, else one that is over, else the least recently changed.
    /// </summary>
    public Episode? ChooseEvicted(EpisodeKey added)
    {
        if (_byKey.Count < capacity || _byKey.ContainsKey(added)) return null;
        var over = _order.Where(shelved => !shelved.Episode.IsOpen).ToArray();
        return (Array.Find(over, shelved => shelved.IsSettled) ?? over.FirstOrDefault() ?? _order.First!.Value).Episode;
    }

    private sealed class Shelved(Episode episode)
    {
        public Episode Episode { get; set; } = episode;

        public List<OutboxRow> Rows { get; } = [];

        public bool IsSettled => Rows.TrueForAll(row => row.Status != RowStatus.Pending);
    }
}
