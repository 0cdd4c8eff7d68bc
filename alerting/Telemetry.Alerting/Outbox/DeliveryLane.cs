using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// One alert at one receiver: its messages, strictly in their order, one at a time. A newer message takes the place of those that wait
/// behind one on its way, and stops that one where it has to wait itself; a receiver that is ready hears of everything. While one lane waits for its receiver the others go on. A lane ends when it has nothing to do; the next message begins another.
/// </summary>
internal sealed class DeliveryLane(SendChannel channel, LaneHistory history, Courier courier, DeliveryServices services) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<OutboxRow> _overtaken = [];
    private readonly LaneReminder _reminder = new(channel, courier, services);
    private readonly OutboxRow? _acceptedBefore = history.LastAccepted;
    private LaneHistory _history = history;
    private readonly Queue<OutboxRow> _waiting = new();
    private Overtaking? _onItsWay;
    private DateTimeOffset? _waitingSince;
    private int _unsettled;
    private bool _isClosed;

    /// <summary>Adds a message behind the others; false when the lane has ended.</summary>
    public bool TryAdd(OutboxRow row)
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            _unsettled++;
            if (_onItsWay is not null) Overtake(row.Action);
            _waiting.Enqueue(row);
        }

        _reminder.Interrupt();
        return true;
    }

    /// <summary>What to speak from when the receiver is reminded of the alert.</summary>
    public void Update(RowSubject newest) => _reminder.Update(newest);

    /// <summary>The alert is over and the receiver is not to hear of it: what still waits is not sent any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_onItsWay is not null) Overtake(NotificationAction.Resolve);
        }

        _reminder.Stop();
    }

    /// <summary>Delivers until nothing is left to do.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        do
        {
            await DeliverAllAsync(cancellationToken);
        }
        while (!await _reminder.RunAsync(_history.LastAccepted, _history.LastAccepted == _acceptedBefore, cancellationToken) || !TryClose());
    }

    /// <summary>Takes what is unsettled off the ledger: it is left to whoever opens the partition next.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            for (; _unsettled > 0; _unsettled--) services.Ledger.Released(channel.Receiver.Kind);
        }

        _reminder.Dispose();
    }

    private bool TryClose()
    {
        lock (_lock) return _isClosed = _waiting.Count == 0;
    }

    private void Overtake(NotificationAction newer)
    {
        _overtaken.AddRange(_waiting);
        _waiting.Clear();
        _onItsWay!.By(newer);
    }

    private async Task DeliverAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            OutboxRow[] overtaken;
            OutboxRow? next;
            lock (_lock)
            {
                overtaken = [.. _overtaken];
                _overtaken.Clear();
                _waiting.TryDequeue(out next);
            }

            foreach (var row in overtaken) await SupersedeAsync(row, "a newer message took its place", cancellationToken);
            if (next is null) return;
            if (next.Action == NotificationAction.Resolve && !_history.MayBeOpen)
                await SupersedeAsync(next, "its trigger was never sent", cancellationToken);
            else
                await DeliverAsync(next, cancellationToken);
        }
    }

    private async Task DeliverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        using var overtaking = new Overtaking();
        lock (_lock)
        {
            _onItsWay = overtaking;
            if (_waiting.TryPeek(out var newer)) overtaking.By(newer.Action);
        }

        try
        {
            row = row with { WaitingSince = _waitingSince ?? row.WaitingSince, Receipt = row.Receipt.Length > 0 ? row.Receipt : _history.Receipt };
            using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var watch = courier.WatchDeadlinesAsync(channel, row, settled.Token);
            row = await courier.DeliverAsync(channel, row, overtaking, cancellationToken);
            await settled.CancelAsync();
            await watch;
            Settled(row);
        }
        finally
        {
            lock (_lock) _onItsWay = null;
        }
    }

    private async Task SupersedeAsync(OutboxRow row, string reason, CancellationToken cancellationToken) =>
        Settled(await courier.SettleAsync(channel, row, RowStatus.Superseded, reason, cancellationToken));

    private void Settled(OutboxRow row)
    {
        lock (_lock) _unsettled--;
        _history = _history.After(row);

        // Whoever takes the place of a trigger that nobody took has been waited for as long.
        var isStillWaitedFor = row is { Action: NotificationAction.Trigger, Status: RowStatus.Superseded };
        _waitingSince = isStillWaitedFor ? _waitingSince ?? row.WaitingSince : null;
    }
}
