using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Links;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// One alert at one receiver: its trigger, then its end, strictly in this order. While one lane waits for its receiver the others
/// go on.
/// </summary>
internal sealed class DeliveryLane(
    OutboxRow trigger, IncidentRecord newest, SendChannel channel, Courier courier, DeliveryServices services) : IDisposable
{
    // A page that nobody has accepted for so long goes to another receiver too, then to yet another.
    private static readonly TimeSpan[] StandInDeadlines = [TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5)];

    private readonly TaskCompletionSource<OutboxRow?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private readonly bool _wasDeliveredBefore = trigger.Status == RowStatus.Delivered;
    private bool _isOver;
    private OutboxRow _trigger = trigger;
    private IncidentRecord _newest = newest;
    private int _unsettled = trigger.Status == RowStatus.Pending ? 1 : 0;

    /// <summary>Key of the alert at its receiver.</summary>
    public string Key { get; } = trigger.Lane;

    /// <summary>A newer record to speak from on a refresh.</summary>
    public void Update(IncidentRecord newest) => Volatile.Write(ref _newest, newest);

    /// <summary>
    /// The alert is over; <paramref name="end"/> says so to the receiver, or is null where it does not want to hear of it. Only the
    /// first call counts.
    /// </summary>
    public void End(OutboxRow? end)
    {
        lock (_lock)
        {
            if (_isOver) return;
            _isOver = true;
            if (end?.Status == RowStatus.Pending) Interlocked.Increment(ref _unsettled);
            _ended.Cancel();
        }

        _end.SetResult(end);
    }

    /// <summary>Delivers until the alert is over and the receiver knows.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_trigger.Status == RowStatus.Pending) await DeliverTriggerAsync(cancellationToken);
        await KeepAliveAsync(cancellationToken);
        if (await _end.Task.WaitAsync(cancellationToken) is not { } end) return;
        if (end.Status == RowStatus.Pending) end = await DeliverEndAsync(end, cancellationToken);
        await RepeatEndAsync(end, cancellationToken);
    }

    /// <summary>Takes what is unsettled off the ledger: it is left to whoever opens the partition next.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            for (; _unsettled > 0; _unsettled--) services.Ledger.Released(channel.Receiver.Kind);
            _ended.Dispose();
        }
    }

    private async Task DeliverTriggerAsync(CancellationToken cancellationToken)
    {
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchDeadlinesAsync(_trigger, settled.Token);
        _trigger = await courier.DeliverAsync(channel, _trigger, NotificationOf(_trigger), _ended.Token, cancellationToken);
        Interlocked.Decrement(ref _unsettled);
        await settled.CancelAsync();
        await watch;
    }

    private async Task<OutboxRow> DeliverEndAsync(OutboxRow end, CancellationToken cancellationToken)
    {
        var neverArrived = _trigger.Status is RowStatus.Superseded or RowStatus.Dead && !_trigger.MayHaveArrived;
        var settled = neverArrived
            ? await courier.SettleAsync(channel, end, RowStatus.Superseded, "its trigger was never sent", cancellationToken)
            : await courier.DeliverAsync(channel, end, NotificationOf(end), CancellationToken.None, cancellationToken);
        Interlocked.Decrement(ref _unsettled);
        return settled;
    }

    private async Task WatchDeadlinesAsync(OutboxRow trigger, CancellationToken settled)
    {
        if (trigger.Level != AlertLevel.Page || trigger.StandsInFor.Length > 0) return;
        try
        {
            for (var i = 0; i < StandInDeadlines.Length; i++)
            {
                var wait = trigger.EnqueuedAt + StandInDeadlines[i] - services.Time.GetUtcNow();
                if (wait > TimeSpan.Zero) await Task.Delay(wait, services.Time, settled);
                await courier.StandInAsync(channel, trigger, wanted: i + 1, settled);
            }
        }
        catch (OperationCanceledException) when (settled.IsCancellationRequested)
        {
            // Settled before its deadline.
        }
    }

    private async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        if (channel.Receiver.Refresh is not { } rule || _trigger.Status != RowStatus.Delivered) return;

        // After a restart nobody knows how long the receiver has not heard of it, so it hears at once.
        var wait = _wasDeliveredBefore ? TimeSpan.Zero : rule.Interval;
        while (!await EndsWithinAsync(wait, cancellationToken))
        {
            wait = rule.Interval;
            var current = NotificationOf(_trigger) with { Subject = new IncidentSubject(_trigger.Record, Volatile.Read(ref _newest)) };
            await courier.RefreshAsync(channel, current, cancellationToken);
        }
    }

    private async Task RepeatEndAsync(OutboxRow end, CancellationToken cancellationToken)
    {
        if (channel.Receiver.Refresh is not { } rule || end.Status != RowStatus.Delivered) return;
        for (var repeated = rule.Interval; repeated <= rule.RepeatEndFor; repeated += rule.Interval)
        {
            await Task.Delay(rule.Interval, services.Time, cancellationToken);
            await courier.RefreshAsync(channel, NotificationOf(end), cancellationToken);
        }
    }

    private async Task<bool> EndsWithinAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await _end.Task.WaitAsync(wait, services.Time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Notification NotificationOf(OutboxRow row) => new()
    {
        DedupKey = row.DedupKey,
        MessageId = row.MessageId,
        Action = row.Action,
        Level = row.Level,
        Subject = new IncidentSubject(_trigger.Record, row.Record),
        Link = services.Links.Of(row.Episode),
        Links = services.Links.LinksOf(row.Episode, row.Record),
        Images = services.Links.ImagesOf(row.Episode, _trigger.Record),
        Receipt = _trigger.Receipt,
    };
}
