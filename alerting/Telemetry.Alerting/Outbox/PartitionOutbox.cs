using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// The lanes of one partition: one for each alert at each receiver that has something to be told. As many as the book has episodes and
/// the settings receivers, at most.
/// </summary>
internal sealed class PartitionOutbox : IAsyncDisposable
{
    private readonly AlertBook _book;
    private readonly DeliveryServices _services;
    private readonly Courier _courier;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RunningLane> _lanes = new(StringComparer.Ordinal);

    public PartitionOutbox(AlertBook book, DeliveryServices services, PartitionLease lease)
    {
        _book = book;
        _services = services;
        _courier = new Courier(book, services, lease, Send);
    }

    /// <summary>Takes up what an earlier run left. What it had begun to send may have arrived, so its end will be sent too.</summary>
    public void Resume()
    {
        foreach (var episode in _book.Episodes)
        {
            foreach (var lane in _book.RowsOf(episode.Key).GroupBy(row => row.Lane, StringComparer.Ordinal)) Resume(episode, [.. lane]);
        }
    }

    /// <summary>Acts on a commit of the book: sends what was added, and forgets what went.</summary>
    public void Apply(BookChange change)
    {
        foreach (var evicted in change.Evicted) Forget(evicted.Key);
        Send(change.Added);
    }

    /// <summary>Tells the lanes of an incident its news: what to remind of, and that it is over.</summary>
    public void Update(Episode episode)
    {
        foreach (var row in _book.RowsOf(episode.Key).Where(row => row.Action == NotificationAction.Trigger))
        {
            if (Find(row.Lane) is not { } lane) continue;
            lane.Update(row.Subject.Now(episode.Latest));
            if (!episode.IsOpen && !ChannelOf(row).Receiver.SendsResolved) lane.End();
        }
    }

    /// <summary>Sends a dead letter again.</summary>
    /// <returns>Whether the partition has the row, and what was done.</returns>
    public async ValueTask<string> ReplayAsync(string rowId, string by, CancellationToken cancellationToken)
    {
        if (_book.Rows.FirstOrDefault(row => row.Status == RowStatus.Dead && row.Id == rowId) is not { } dead) return "no such dead letter";
        var answer = "";
        var rows = await _book.AddAsync(
            dead.Episode,
            existing => RowReplay.Of(dead, existing.Where(row => row.Lane == dead.Lane), by, _services.Time.GetUtcNow(), out answer) is { } again ? [again] : [],
            cancellationToken);
        Send(rows);
        return rows.Count > 0 ? "sent again" : answer;
    }

    /// <summary>Has all lanes stop, and waits for none.</summary>
    public void Stop() => _stopping.Cancel();

    /// <summary>Stops all lanes. Pending rows stay pending in the book.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        while (Completions() is { Length: > 0 } completions) await Task.WhenAll(completions);
        _stopping.Dispose();
    }

    private void Resume(AlertEpisode episode, OutboxRow[] rows)
    {
        var pending = rows.Where(row => row.Status == RowStatus.Pending).ToArray();
        foreach (var row in pending) _services.Ledger.Resumed(ChannelOf(row).Receiver.Kind);

        // One message of a lane was on its way at most, and that is the oldest.
        for (var i = 0; i < pending.Length; i++) Add(i == 0 ? pending[i] with { MayHaveArrived = true } : pending[i]);
        var isReminded = pending.Length == 0 && episode.IsOpen && ChannelOf(rows[0]).Receiver.Refresh is not null;
        if (!isReminded) return;
        lock (_lock) Start(rows[0], first: null);
    }

    private void Send(IReadOnlyList<OutboxRow> rows)
    {
        foreach (var row in rows)
        {
            _services.Ledger.Enqueued(ChannelOf(row).Receiver.Kind);
            Add(row);
        }
    }

    private void Add(OutboxRow row)
    {
        lock (_lock)
        {
            if (_lanes.TryGetValue(row.Lane, out var running) && running.Lane.TryAdd(row)) return;
            Start(row, first: row);
        }
    }

    private void Start(OutboxRow row, OutboxRow? first)
    {
        var settled = _book.RowsOf(row.Episode).Where(other => other.Lane == row.Lane && other.Status != RowStatus.Pending);
        var lane = new DeliveryLane(ChannelOf(row), LaneHistory.Of(settled), _courier, _services);
        if (first is not null) lane.TryAdd(first);
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);

        // Not on this thread: it is the intake's, and rendering and connecting take their time.
        var completion = Task.Run(() => RunAsync(lane, row.Lane, cancel), CancellationToken.None);
        _lanes[row.Lane] = new RunningLane(row.Episode, lane, cancel, completion);
    }

    private async Task RunAsync(DeliveryLane lane, string key, CancellationTokenSource cancel)
    {
        try
        {
            await lane.RunAsync(cancel.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // What is unsettled is taken up by whoever opens the partition next.
        }
        catch (Exception fault)
        {
            _services.Ledger.Fail(fault);
        }
        finally
        {
            Remove(lane, key);
            cancel.Dispose();
            lane.Dispose();
        }
    }

    // Another lane of the key may have begun since this one ended.
    private void Remove(DeliveryLane lane, string key)
    {
        lock (_lock)
        {
            if (_lanes.TryGetValue(key, out var running) && running.Lane == lane) _lanes.Remove(key);
        }
    }

    private void Forget(EpisodeKey key)
    {
        lock (_lock)
        {
            foreach (var running in _lanes.Values.Where(running => running.Episode == key)) running.Cancel.Cancel();
        }
    }

    private DeliveryLane? Find(string key)
    {
        lock (_lock) return _lanes.TryGetValue(key, out var running) ? running.Lane : null;
    }

    private Task[] Completions()
    {
        lock (_lock) return _lanes.Values.Select(running => running.Completion).ToArray();
    }

    private SendChannel ChannelOf(OutboxRow row) => _services.Channels.Of(row.Receiver);

    private sealed record RunningLane(EpisodeKey Episode, DeliveryLane Lane, CancellationTokenSource Cancel, Task Completion);
}
