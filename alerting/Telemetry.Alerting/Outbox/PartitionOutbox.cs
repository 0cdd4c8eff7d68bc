using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// The lanes of one partition: one for each alert at each receiver, from its trigger to its end. As many as the book has episodes and
/// the settings receivers, at most.
/// </summary>
internal sealed class PartitionOutbox : IAsyncDisposable
{
    private readonly AlertBook _book;
    private readonly DeliveryServices _services;
    private readonly Courier _courier;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<EpisodeKey, List<RunningLane>> _lanes = [];

    public PartitionOutbox(AlertBook book, DeliveryServices services)
    {
        _book = book;
        _services = services;
        _courier = new Courier(book, services, StartStandIns);
    }

    /// <summary>Takes up what an earlier run left. What it had begun to send may have arrived, so its end will be sent too.</summary>
    public void Resume()
    {
        foreach (var episode in _book.Episodes)
        {
            var triggers = _book.RowsOf(episode.Key).Where(row => row.Action == NotificationAction.Trigger);
            foreach (var trigger in triggers) Resume(episode, trigger, EndOf(trigger));
        }
    }

    /// <summary>Acts on a commit of the book: begins lanes, ends lanes, and tells open ones the news.</summary>
    public void Apply(Episode episode, BookChange change)
    {
        if (change.Evicted is { } evicted) Forget(evicted.Key);
        foreach (var row in change.Added) _services.Ledger.Enqueued(KindOf(row));
        foreach (var row in change.Added.Where(row => row.Action == NotificationAction.Trigger)) Start(row, episode);
        var lanes = LanesOf(episode.Key);
        foreach (var row in change.Added.Where(row => row.Action == NotificationAction.Resolve))
        {
            Array.Find(lanes, lane => lane.Key == row.Lane)?.End(row);
        }

        foreach (var lane in lanes)
        {
            lane.Update(episode.Latest);
            if (!episode.IsOpen) lane.End(null);
        }
    }

    /// <summary>Stops all lanes. Pending rows stay pending in the book.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        while (Completions() is { Length: > 0 } completions) await Task.WhenAll(completions);
        _stopping.Dispose();
    }

    private void Resume(Episode episode, OutboxRow trigger, OutboxRow? end)
    {
        var isTold = end is null ? !episode.IsOpen : end.Status != RowStatus.Pending;
        if (trigger.Status != RowStatus.Pending && isTold) return;
        foreach (var row in new[] { trigger, end })
        {
            if (row is { Status: RowStatus.Pending }) _services.Ledger.Resumed(KindOf(row));
        }

        var lane = Start(trigger.Status == RowStatus.Pending ? trigger with { MayHaveArrived = true } : trigger, episode);
        if (end is not null || !episode.IsOpen) lane.End(end);
    }

    private void StartStandIns(IReadOnlyList<OutboxRow> rows)
    {
        foreach (var row in rows)
        {
            _services.Ledger.Enqueued(KindOf(row));
            if (_book.Find(row.Episode) is not { } episode) continue;
            var lane = Start(row, episode);

            // The end may have been committed before this lane was there to be told.
            if (EndOf(row) is { } end) lane.End(end);
        }
    }

    private OutboxRow? EndOf(OutboxRow trigger) =>
        _book.RowsOf(trigger.Episode).FirstOrDefault(row => row.Action == NotificationAction.Resolve && row.Lane == trigger.Lane);

    private DeliveryLane Start(OutboxRow trigger, Episode episode)
    {
        var lane = new DeliveryLane(trigger, episode.Latest, _services.Channels.Of(trigger.Receiver), _courier, _services);
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        lock (_lock)
        {
            if (!_lanes.TryGetValue(episode.Key, out var lanes)) _lanes[episode.Key] = lanes = [];

            // Not on this thread: it is the intake's, and rendering and connecting take their time.
            lanes.Add(new RunningLane(lane, cancel, Task.Run(() => RunAsync(lane, episode.Key, cancel.Token), CancellationToken.None)));
        }

        return lane;
    }

    private async Task RunAsync(DeliveryLane lane, EpisodeKey key, CancellationToken cancellationToken)
    {
        try
        {
            await lane.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
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
        }
    }

    private void Remove(DeliveryLane lane, EpisodeKey key)
    {
        lock (_lock)
        {
            var lanes = _lanes[key];
            var at = lanes.FindIndex(running => running.Lane == lane);
            lanes[at].Cancel.Dispose();
            lanes.RemoveAt(at);
            if (lanes.Count == 0) _lanes.Remove(key);
        }

        lane.Dispose();
    }

    private void Forget(EpisodeKey key)
    {
        lock (_lock)
        {
            if (_lanes.TryGetValue(key, out var lanes)) lanes.ForEach(lane => lane.Cancel.Cancel());
        }
    }

    private DeliveryLane[] LanesOf(EpisodeKey key)
    {
        lock (_lock) return _lanes.TryGetValue(key, out var lanes) ? lanes.Select(running => running.Lane).ToArray() : [];
    }

    private Task[] Completions()
    {
        lock (_lock) return _lanes.Values.SelectMany(lanes => lanes).Select(lane => lane.Completion).ToArray();
    }

    private string KindOf(OutboxRow row) => _services.Channels.Of(row.Receiver).Receiver.Kind;

    private sealed record RunningLane(DeliveryLane Lane, CancellationTokenSource Cancel, Task Completion);
}
