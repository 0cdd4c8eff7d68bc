using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Intake;

/// <summary>
/// Alerting's work on the partition of the alert commands: hands them to the engine, asks it what is to be told whenever something is
/// due, commits that together with the engine's state and the position, and only then lets it be sent.
/// </summary>
internal sealed partial class AlertsProcessor : IPartitionProcessor, IPartitionOwner
{
    // A group whose position is at the end of a partition that holds nothing is told so at once; this is for a broker that does not tell.
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(10);

    private readonly int _partition;
    private readonly string _owner;
    private readonly BoardKeeper _keeper;
    private readonly DeliveryServices _services;
    private readonly CurrentPlan _plans;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly DeadLetterPublisher _deadLetters;
    private readonly PartitionLease _lease;
    private readonly AlertBook _book;
    private readonly PartitionOutbox _outbox;
    private readonly AlertCommandAssembler _commands = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly FlushTimer _flushes;
    private readonly CancellationTokenSource _closing = new();
    private readonly GroupWriter _writer;
    private readonly StormStage _storms;
    private readonly IncidentInbox _inbox;
    private AlertingPlan _plan;
    private AlertEngine _engine;
    private long? _next;

    public AlertsProcessor(int partition, IStreamTransport transport, DeliveryServices services, CurrentPlan plans, SteadyTime clock, BoardKeeper keeper, IncidentInbox inbox)
    {
        _partition = partition;
        _owner = AlertState.OwnerOfAlerts(partition);
        _keeper = keeper;
        _services = services;
        _plans = plans;
        _plan = plans.Plan;
        _clock = clock;
        _logger = services.Loggers.CreateLogger<AlertsProcessor>();
        _deadLetters = new DeadLetterPublisher(transport);
        _lease = new PartitionLease(services.Time);
        _book = new AlertBook(new LeasedStateStore(transport.State, _lease, _closing.Token), _owner, new GroupEpisodeFormat(), services.Metrics);
        _outbox = new PartitionOutbox(_book, services, _lease);
        _writer = new GroupWriter(_book, services);
        _engine = NewEngine();
        _inbox = inbox;
        _storms = services.Gates.NewStormStage(ExternalUrl);
        _flushes = new FlushTimer(FlushAsync, clock, services.Ledger.Fail);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> OpenAsync(CancellationToken cancellationToken)
    {
        var image = await _book.LoadAsync(cancellationToken);
        foreach (var entry in image.Unreadable) Log.UnreadableState(_logger, entry.Key, _owner, entry.Failure.ToString());
        foreach (var key in _engine.Restore(image.Companions.Where(entry => AlertEngine.Owns(entry.Key)))) Log.UnreadableState(_logger, key, _owner, "damaged");
        foreach (var part in image.Companions.Where(entry => AlertCommandAssembler.Owns(entry.Key))) _commands.Restore(part.Value!.Value.Span);
        foreach (var key in _storms.Restore(image.Companions.Where(entry => StormCodec.Owns(entry.Key)))) Log.UnreadableState(_logger, key, _owner, "damaged");
        _writer.Restore();
        _inbox.Attach(_book);
        foreach (var episode in _book.Episodes) _inbox.Show(episode, _book);
        _outbox.Resume();
        _flushes.Start(CatchUpPatience);
        _keeper.Acquire(_partition);
        _plans.Replaced += OnPlanReplaced;
        Log.Opened(_logger, _owner, _book.Episodes.Count, _book.Rows.Count(row => row.Status == RowStatus.Pending));
        return _book.Position;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var command = _commands.Take(record.Value.Span, out var failure);
            if (failure.Failed) await DeadLetterAsync(record, failure, cancellationToken);
            if (command is not null) await TakeAsync(command, cancellationToken);
            _next = record.Offset + 1;
        }
        finally
        {
            _turn.Release();
        }

        _flushes.Wake();
    }

    /// <inheritdoc/>
    public async ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await CommitAsync([], cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void OnCaughtUp() => _flushes.CaughtUp();

    /// <inheritdoc/>
    public void OnHeldFor(TimeSpan time) => _lease.HoldFor(time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _plans.Replaced -= OnPlanReplaced;
        _keeper.Release(_partition);

        // First everybody learns that it is over: what then breaks off a commit is no fault.
        var flushed = _flushes.DisposeAsync();
        _outbox.Stop();
        await _closing.CancelAsync();
        await flushed;
        await _outbox.DisposeAsync();
        _inbox.Detach(_book);
        await _book.DisposeAsync();
        _turn.Dispose();
        _closing.Dispose();
    }

    private void OnPlanReplaced(object? sender, EventArgs change) => _flushes.Wake();

    private async ValueTask TakeAsync(AlertCommand command, CancellationToken cancellationToken)
    {
        _services.Metrics.CommandRead(command.Body);
        if (command.Body is Replay replay) await ReplayAsync(replay.RowId, command, cancellationToken);
        else Take(command);
    }

    private void Take(AlertCommand command)
    {
        var before = _engine.Refused;
        _engine.Take(command);
        if (_engine.Refused == before) return;
        _services.Metrics.AlertsRefused(_engine.Refused - before);
        Log.Refused(_logger, _engine.Refused - before, command.By, AlertRegister.MaxAlerts);
    }

    /// <summary>Tells what is due. Gives when something is due next.</summary>
    private async Task<DateTimeOffset?> FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = _clock.GetUtcNow();
            if (_plans.Plan != _plan) _engine.Apply(_plan = _plans.Plan, now);
            if (NextDue <= now) await CommitAsync(_storms.Take(_engine.Flush(now), now), cancellationToken);
            foreach (var untold in _engine.TakeUntold())
            {
                _services.Metrics.GroupUntold(untold.Reason);
                Log.Untold(_logger, untold.GroupKey, untold.ReceiverName, untold.Reason, untold.Held.Count);
                _inbox.Show(untold, _book);
            }

            return NextDue;
        }
        finally
        {
            _turn.Release();
        }
    }

    // What the engine has handed out counts as told, so the commit is tried until it stands.
    private async ValueTask CommitAsync(IReadOnlyList<GroupNotice> notices, CancellationToken cancellationToken)
    {
        var companions = _engine.TakeChanges().Concat(_storms.TakeChanges()).Concat(_commands.TakeChanges().Select(change => new StateEntry(change.Key, change.Value))).ToArray();
        if (notices.Count == 0 && companions.Length == 0 && _next == _book.Position) return;
        var write = new BookWrite(_writer.WritesOf(notices), companions, _next);
        var change = await _services.Storage.KeepTryingAsync(token => _book.RecordAsync(write, token), cancellationToken);
        _writer.Committed(write);
        foreach (var _ in write.Episodes.Where(written => written.Next is GroupEpisode { IsHeldForBudget: true })) _services.Metrics.GroupUntold(DecisionReason.OverBudget);
        foreach (var notice in notices) Log.Decided(_logger, notice.GroupKey, notice.ReceiverName, notice.Action, notice.Reason, notice.Data.Alerts.Count);
        foreach (var evicted in change.Evicted)
        {
            Log.Evicted(_logger, evicted.Key.Value, _book.MaxEpisodes);
            _inbox.Forget(evicted.Key);
        }

        _outbox.Apply(change);
        foreach (var episode in write.Episodes) _inbox.Show(episode.Next, _book);
    }

    private async ValueTask ReplayAsync(string rowId, AlertCommand command, CancellationToken cancellationToken)
    {
        var answer = await _services.Storage.KeepTryingAsync(token => _outbox.ReplayAsync(rowId, command.By, token), cancellationToken);
        Log.Replayed(_logger, rowId, answer);
    }

    private async ValueTask DeadLetterAsync(StreamRecord record, WireFailure failure, CancellationToken cancellationToken)
    {
        _services.Metrics.Unreadable(failure.Error);
        Log.Unreadable(_logger, record.Stream, record.Partition, record.Offset, failure.ToString());
        await _services.Storage.KeepTryingAsync(token => _deadLetters.PublishAsync(record, failure, token), cancellationToken);
    }

    private AlertEngine NewEngine() => new(_plan, ExternalUrl);

    private DateTimeOffset? NextDue => (_engine.NextDue, _storms.NextDue) switch
    {
        ({ } engine, { } storm) => engine < storm ? engine : storm,
        var (engine, storm) => engine ?? storm,
    };

    private string ExternalUrl => _services.Links.ExternalUrl?.AbsoluteUri.TrimEnd('/') ?? "";
}
