using Telemetry.Alerting.Outbox;
using Telemetry.Transport;

namespace Telemetry.Alerting.Episodes;

/// <summary>One commit of a book, planned against the shelf and put on it once it is durable.</summary>
internal sealed class BookCommit
{
    private readonly BookWrite _write;
    private readonly IReadOnlyList<OutboxRow> _forgotten;

    private BookCommit(BookWrite write, IReadOnlyList<OutboxRow> added, IReadOnlyList<OutboxRow> forgotten, IReadOnlyList<AlertEpisode> evicted)
    {
        _write = write;
        Added = added;
        _forgotten = forgotten;
        Evicted = evicted;
    }

    /// <summary>Messages that are new.</summary>
    public IReadOnlyList<OutboxRow> Added { get; }

    /// <summary>Episodes that make room.</summary>
    public IReadOnlyList<AlertEpisode> Evicted { get; }

    /// <summary>Plans a commit.</summary>
    public static BookCommit Plan(BookWrite write, EpisodeShelf shelf)
    {
        var added = new List<OutboxRow>();
        var forgotten = new List<OutboxRow>();
        foreach (var (next, plan) in write.Episodes)
        {
            var rows = plan(shelf.RowsOf(next.Key));
            added.AddRange(rows);
            forgotten.AddRange(shelf.ChooseForgotten(next.Key, rows.Count));
        }

        var keys = write.Episodes.Select(episode => episode.Next.Key).ToHashSet();
        var evicted = shelf.ChooseEvicted(keys.Count(key => shelf.Find(key) is null)).Where(episode => !keys.Contains(episode.Key)).ToArray();
        forgotten.AddRange(evicted.SelectMany(episode => shelf.RowsOf(episode.Key)));
        return new BookCommit(write, added, forgotten, evicted);
    }

    /// <summary>The entry of a message.</summary>
    public static StateEntry EntryOf(OutboxRow row) => new(AlertState.Rows + row.Id, OutboxRowCodec.Encode(row));

    /// <summary>
    /// The entries, each behind those that it vouches for, for stores that write entry by entry: an episode behind its messages, which
    /// without it are made again; what decided behind the episodes; the position behind everything.
    /// </summary>
    public IReadOnlyList<StateEntry> ToEntries(EpisodeFormat format)
    {
        var entries = Added.Select(EntryOf).ToList();
        entries.AddRange(_write.Episodes.Select(write => new StateEntry(AlertState.Episodes + write.Next.Key, format.Encode(write.Next))));
        entries.AddRange(Evicted.Select(episode => new StateEntry(AlertState.Episodes + episode.Key, null)));
        entries.AddRange(_forgotten.Select(row => new StateEntry(AlertState.Rows + row.Id, null)));
        entries.AddRange(_write.Companions);
        if (_write.Position is { } position) entries.Add(AlertBookImage.PositionEntry(position));
        return entries;
    }

    /// <summary>Takes it over into memory.</summary>
    public void PutOn(EpisodeShelf shelf)
    {
        foreach (var write in _write.Episodes) shelf.Put(write.Next);
        foreach (var row in Added) shelf.Put(row);
        foreach (var row in _forgotten) shelf.Remove(row);
        foreach (var episode in Evicted) shelf.Remove(episode.Key);
    }
}
