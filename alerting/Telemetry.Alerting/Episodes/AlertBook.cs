using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Transport;

namespace Telemetry.Alerting.Episodes;

/// <summary>
/// Episodes of one partition and the messages made from them: in memory, and in the state store before anybody acts on them.
/// Writers take turns, so the memory and the store go through the same versions in the same order.
/// </summary>
internal sealed class AlertBook : IMessageSource, IAsyncDisposable
{
    private readonly IStateStore _store;
    private readonly string _owner;
    private readonly EpisodeFormat _format;
    private readonly AlertingMetrics _metrics;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly EpisodeShelf _shelf;
    private readonly RowCommits _commits;

    public AlertBook(IStateStore store, string owner, EpisodeFormat format, AlertingMetrics metrics)
    {
        _store = store;
        _owner = owner;
        _format = format;
        _metrics = metrics;
        _shelf = new EpisodeShelf(format.MaxEpisodes);
        _commits = new RowCommits(_turn, CommitRowsAsync);
    }

    /// <summary>Episodes kept; over it the oldest that is over is forgotten first.</summary>
    public int MaxEpisodes => _format.MaxEpisodes;

    /// <summary>Offset of the first record that the state does not include; null before the first checkpoint.</summary>
    public long? Position { get; private set; }

    /// <summary>Episodes, those that are over first, then least recently changed first.</summary>
    public IReadOnlyList<AlertEpisode> Episodes
    {
        get { lock (_shelf) return _shelf.Episodes; }
    }

    /// <summary>Messages of every episode.</summary>
    public IReadOnlyList<OutboxRow> Rows
    {
        get { lock (_shelf) return _shelf.Rows; }
    }

    /// <inheritdoc/>
    public IReadOnlyList<OutboxRow> DeadRows
    {
        get { lock (_shelf) return _shelf.DeadRows; }
    }

    /// <summary>Fills the book from the store.</summary>
    /// <returns>What the store held besides episodes and messages, and what could not be read.</returns>
    public async ValueTask<AlertBookImage> LoadAsync(CancellationToken cancellationToken)
    {
        var image = AlertBookImage.Read(await _store.LoadAsync(_owner, cancellationToken), _format);
        Position = image.Position;
        lock (_shelf)
        {
            foreach (var episode in image.Episodes.OrderBy(episode => episode.ChangedAt)) _shelf.Put(episode);
            foreach (var row in image.Rows.OrderBy(row => row.EnqueuedAt).ThenBy(row => row.Sequence)) _shelf.PutIfVouchedFor(row);
        }

        foreach (var entry in image.Unreadable) _metrics.Corrupt(entry.Failure.Error);
        return image;
    }

    /// <summary>The episode of a key, if known.</summary>
    public AlertEpisode? Find(EpisodeKey key)
    {
        lock (_shelf) return _shelf.Find(key);
    }

    /// <summary>Messages of an episode, oldest first.</summary>
    public IReadOnlyList<OutboxRow> RowsOf(EpisodeKey key)
    {
        lock (_shelf) return _shelf.RowsOf(key);
    }

    /// <summary>Makes the next versions of episodes, the messages planned from those they have, and what decided on them durable in one commit.</summary>
    public async ValueTask<BookChange> RecordAsync(BookWrite write, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var commit = Prepare(write);
            await _store.CommitAsync(_owner, commit.ToEntries(_format), cancellationToken);
            lock (_shelf) commit.PutOn(_shelf);
            Position = write.Position ?? Position;
            foreach (var evicted in commit.Evicted) _metrics.Evicted(evicted.IsOpen);
            return new BookChange(commit.Added, commit.Evicted);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Makes the next version of a message durable, together with those of other messages that come at the same time. Does nothing where
    /// its episode has been forgotten.
    /// </summary>
    public Task PutAsync(OutboxRow row, CancellationToken cancellationToken) => _commits.AddAsync(row, cancellationToken);

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
            await CommitRowsAsync(rows, cancellationToken);
            return rows;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the input position durable, behind whatever <paramref name="companions"/> it vouches for.</summary>
    public async ValueTask SavePositionAsync(long position, IReadOnlyList<StateEntry> companions, CancellationToken cancellationToken) =>
        await RecordAsync(new BookWrite([], companions, position), cancellationToken);

    /// <summary>Closes the book behind the writes that are under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _commits.DrainAsync();
        _turn.Dispose();
    }

    private BookCommit Prepare(BookWrite write)
    {
        lock (_shelf) return BookCommit.Plan(write, _shelf);
    }

    private async Task CommitRowsAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var known = rows.Where(row => Find(row.Episode) is not null).ToArray();
        if (known.Length == 0) return;
        await _store.CommitAsync(_owner, known.Select(BookCommit.EntryOf).ToArray(), cancellationToken);
        lock (_shelf)
        {
            foreach (var row in known) _shelf.Put(row);
        }
    }
}
