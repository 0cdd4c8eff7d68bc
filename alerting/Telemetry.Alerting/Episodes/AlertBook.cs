using Telemetry.Alerting.Outbox;
using Telemetry.Transport;

namespace Telemetry.Alerting.Episodes;

/// <summary>
/// Episodes of one partition and the messages made from them: in memory, and in the state store before anybody acts on them.
/// Writers take turns, so the memory and the store go through the same versions in the same order.
/// </summary>
internal sealed class AlertBook(IStateStore store, string owner, AlertingMetrics metrics) : IDisposable
{
    /// <summary>Episodes kept; over it the oldest that is over is forgotten first.</summary>
    public const int MaxEpisodes = 10_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly EpisodeShelf _shelf = new(MaxEpisodes);

    /// <summary>Offset of the first record that the state does not include; null before the first checkpoint.</summary>
    public long? Position { get; private set; }

    /// <summary>Episodes, least recently changed first.</summary>
    public IReadOnlyList<Episode> Episodes
    {
        get { lock (_shelf) return _shelf.Episodes; }
    }

    /// <summary>Messages of every episode.</summary>
    public IReadOnlyList<OutboxRow> Rows
    {
        get { lock (_shelf) return _shelf.Rows; }
    }

    /// <summary>Fills the book from the store.</summary>
    /// <returns>Entries that could not be read; they are left out, and written over when their time comes.</returns>
    public async ValueTask<IReadOnlyList<UnreadableEntry>> LoadAsync(CancellationToken cancellationToken)
    {
        var image = AlertBookImage.Read(await store.LoadAsync(owner, cancellationToken));
        Position = image.Position;
        lock (_shelf)
        {
            foreach (var episode in image.Episodes.OrderBy(episode => episode.Latest.At)) _shelf.Put(episode);
            foreach (var row in image.Rows) _shelf.PutIfVouchedFor(row);
        }

        foreach (var entry in image.Unreadable) metrics.Corrupt(entry.Failure.Error);
        return image.Unreadable;
    }

    /// <summary>The episode of a key, if known.</summary>
    public Episode? Find(EpisodeKey key)
    {
        lock (_shelf) return _shelf.Find(key);
    }

    /// <summary>Messages of an episode.</summary>
    public IReadOnlyList<OutboxRow> RowsOf(EpisodeKey key)
    {
        lock (_shelf) return _shelf.RowsOf(key);
    }

    /// <summary>
    /// Makes an episode's next version and the messages planned from those it has durable, in one commit.
    /// </summary>
    public async ValueTask<BookChange> RecordAsync(
        Episode next, Func<IReadOnlyList<OutboxRow>, IReadOnlyList<OutboxRow>> plan, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var rows = plan(RowsOf(next.Key));
            var evicted = ChooseEvicted(next.Key);
            await store.CommitAsync(owner, EntriesOf(next, rows, evicted), cancellationToken);
            lock (_shelf)
            {
                _shelf.Put(next);
                foreach (var row in rows) _shelf.Put(row);
                if (evicted is not null) _shelf.Remove(evicted.Key);
            }

            if (evicted is not null) metrics.Evicted(evicted.IsOpen);
            return new BookChange(rows, evicted);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the next version of a message durable. Does nothing where its episode has been forgotten.</summary>
    public async ValueTask SettleAsync(OutboxRow row, CancellationToken cancellationToken) =>
        await AddAsync(row.Episode, _ => [row], cancellationToken);

    /// <summary>
    /// Makes messages durable that are planned from those that an episode has. Does nothing where the episode has been forgotten.
    /// </summary>
    /// <returns>The planned messages.</returns>
    public async ValueTask<IReadOnlyList<OutboxRow>> AddAsync(
        EpisodeKey key, Func<IReadOnlyList<OutboxRow>, IReadOnlyList<OutboxRow>> plan, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyList<OutboxRow> rows = Find(key) is null ? [] : plan(RowsOf(key));
            if (rows.Count == 0) return rows;
            await store.CommitAsync(owner, rows.Select(EntryOf).ToArray(), cancellationToken);
            lock (_shelf)
            {
                foreach (var row in rows) _shelf.Put(row);
            }

            return rows;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the input position durable.</summary>
    public async ValueTask SavePositionAsync(long position, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await store.CommitAsync(owner, [AlertBookImage.PositionEntry(position)], cancellationToken);
            Position = position;
        }
        finally
        {
            _turn.Release();
        }
    }


    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private Episode? ChooseEvicted(EpisodeKey next)
    {
        lock (_shelf) return _shelf.ChooseEvicted(next);
    }

    // Where a store writes entry by entry, the episode comes after the rows that it vouches for: a row without it is made again.
    private StateEntry[] EntriesOf(Episode next, IReadOnlyList<OutboxRow> rows, Episode? evicted)
    {
        var entries = rows.Select(EntryOf).ToList();
        entries.Add(new(AlertState.Episodes + next.Key, EpisodeCodec.Encode(next)));
        if (evicted is null) return [.. entries];
        entries.Add(new(AlertState.Episodes + evicted.Key, null));
        entries.AddRange(RowsOf(evicted.Key).Select(row => new StateEntry(AlertState.Rows + row.Id, null)));
        return [.. entries];
    }

    private static StateEntry EntryOf(OutboxRow row) => new(AlertState.Rows + row.Id, OutboxRowCodec.Encode(row));
}
