using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Alerting.Intake;

/// <summary>
/// Alerting's work on one partition of the incidents: decide, commit the episode with the messages to send, and only then let them be
/// sent and seen.
/// </summary>
internal sealed partial class AlertingProcessor : IPartitionProcessor, IPartitionOwner
{
    private readonly PartitionLease _lease;
    private readonly CancellationTokenSource _closing = new();
    private readonly AlertBook _book;
    private readonly PartitionOutbox _outbox;
    private readonly DeliveryServices _services;
    private readonly IncidentInbox _inbox;
    private readonly IReadOnlyList<IDecisionObserver> _observers;
    private readonly ILogger _logger;
    private readonly DeadLetterPublisher _deadLetters;
    private readonly string _owner;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IncidentSweep _sweep;
    private long? _processed;

    public AlertingProcessor(
        int partition, IStreamTransport transport, DeliveryServices services, IncidentInbox inbox, IReadOnlyList<IDecisionObserver> observers)
    {
        _owner = AlertState.OwnerOf(partition);
        _services = services;
        _inbox = inbox;
        _observers = observers;
        _deadLetters = new DeadLetterPublisher(transport);
        _logger = services.Loggers.CreateLogger<AlertingProcessor>();
        _lease = new PartitionLease(services.Time);
        _book = new AlertBook(new LeasedStateStore(transport.State, _lease, _closing.Token), _owner, new IncidentEpisodeFormat(), services.Metrics);
        _outbox = new PartitionOutbox(_book, services, _lease);
        _sweep = new IncidentSweep(SweepAsync, services.Time, services.Ledger.Fail);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> OpenAsync(CancellationToken cancellationToken)
    {
        var image = await _book.LoadAsync(cancellationToken);
        foreach (var entry in image.Unreadable) Log.UnreadableState(_logger, entry.Key, _owner, entry.Failure.ToString());
        _inbox.Attach(_book);
        foreach (var episode in _book.Episodes.Cast<Episode>()) _inbox.Show(episode, _book);
        _outbox.Resume();
        _sweep.Start();
        Log.Opened(_logger, _owner, _book.Episodes.Count, _book.Rows.Count(row => row.Status == RowStatus.Pending));
        return _book.Position;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _services.Metrics.Read();
            if (IncidentCodec.Decode(record.Value.Span, out var failure) is { } incident) await DecideAsync(incident, cancellationToken);
            else await DeadLetterAsync(record, failure, cancellationToken);
            _processed = record.Offset;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        if (_processed is not { } offset) return;
        await _services.Storage.KeepTryingAsync(token => _book.SavePositionAsync(offset + 1, [], token), cancellationToken);
        _processed = null;
    }

    /// <inheritdoc/>
    public void OnCaughtUp()
    {
        // Every record decides by itself: nothing waits for the others.
    }

    /// <inheritdoc/>
    public void OnHeldFor(TimeSpan time) => _lease.HoldFor(time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // First everybody learns that it is over: what then breaks off a commit is no fault.
        var swept = _sweep.DisposeAsync();
        _outbox.Stop();
        await _closing.CancelAsync();
        await swept;
        await _outbox.DisposeAsync();
        _inbox.Detach(_book);
        await _book.DisposeAsync();
        _turn.Dispose();
        _closing.Dispose();
    }

    private async ValueTask DecideAsync(IncidentRecord record, CancellationToken cancellationToken)
    {
        var known = (Episode?)_book.Find(EpisodeKey.Of(record));
        var (decision, held) = _services.Gates.Judge(NotificationPolicy.Decide(known, record), record, record.At);
        _services.Metrics.Decided(decision, held);
        if (decision.IsNews) await CommitAsync(Episode.After(known, record, decision, held), decision, cancellationToken);
        var original = decision.Reason == DecisionReason.Double ? known!.DecidedAt(record.Sequence) : decision.Kind;
        var decided = new DecidedRecord(record, decision, original);
        foreach (var observer in _observers) observer.OnDecided(decided);
    }

    // What was held back is told once nothing holds it any more, and what somebody ended is over.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            foreach (var episode in _book.Episodes.OfType<Episode>().Where(episode => episode.IsOpen))
            {
                if (LookAgain(episode) is { } verdict) await DecideAgainAsync(episode, verdict, cancellationToken);
                else if (_services.Gates.ReleasedOf(episode) is { Count: > 0 } released) await ReleaseAsync(episode, released, cancellationToken);
            }

            foreach (var dead in _book.DeadRows)
                if (_services.Gates.ReplayOf(dead) is { } said) await _services.Storage.KeepTryingAsync(token => _outbox.ReplayAsync(dead.Id, said.By, token), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Verdict? LookAgain(Episode episode)
    {
        if (_services.Gates.EndedBy(episode) is { } said)
            return new(new(episode.WasAnnounced ? DecisionKind.Resolved : DecisionKind.Suppressed, DecisionReason.EndedByHand) { By = said.By }, []);
        if (!episode.IsHeldBack) return null;
        var verdict = _services.Gates.Judge(NotificationPolicy.DecideAgain(episode), episode.Latest, _services.Time.GetUtcNow());
        return verdict.Decision.Kind is DecisionKind.Suppressed or DecisionKind.Updated ? null : verdict;
    }

    private async ValueTask DecideAgainAsync(Episode episode, Verdict verdict, CancellationToken cancellationToken)
    {
        var (decision, held) = verdict;
        _services.Metrics.Decided(decision, held);
        await CommitAsync(Episode.After(episode, episode.Latest, decision, held), decision, cancellationToken);
        foreach (var observer in _observers) observer.OnDecided(new DecidedRecord(episode.Latest, decision, decision.Kind));
    }

    private async ValueTask ReleaseAsync(Episode episode, IReadOnlyList<HeldReceiver> released, CancellationToken cancellationToken)
    {
        var next = Episode.AfterRelease(episode, released);
        var decision = next.History[^1].Decision;
        _services.Metrics.Decided(decision, []);
        await CommitAsync(new EpisodeWrite(next, existing => OutboxPlanner.Release(_services.Receivers, next, released, existing, _services.Time.GetUtcNow())), decision, cancellationToken);
        foreach (var observer in _observers) observer.OnDecided(new DecidedRecord(next.Latest, decision, decision.Kind));
    }

    private ValueTask CommitAsync(Episode episode, Decision decision, CancellationToken cancellationToken) => CommitAsync(
        new EpisodeWrite(episode, existing => OutboxPlanner.Plan(_services.Receivers, episode, decision.Kind, existing, _services.Time.GetUtcNow())), decision, cancellationToken);

    private async ValueTask CommitAsync(EpisodeWrite write, Decision decision, CancellationToken cancellationToken)
    {
        var episode = (Episode)write.Next;
        var change = await _services.Storage.KeepTryingAsync(token => _book.RecordAsync(BookWrite.Of(write), token), cancellationToken);
        foreach (var evicted in change.Evicted)
        {
            Log.Evicted(_logger, evicted.Key.Value, _book.MaxEpisodes);
            _inbox.Forget(evicted.Key);
        }

        if (decision.Kind is not (DecisionKind.Updated or DecisionKind.Suppressed))
        {
            Log.Decided(_logger, episode.Latest.IncidentId, decision.Kind, decision.Reason, change.Added.Count, episode.Latest.Summary);
        }

        _outbox.Apply(change);
        _outbox.Update(episode);
        _inbox.Show(episode, _book);
    }

    private async ValueTask DeadLetterAsync(StreamRecord record, WireFailure failure, CancellationToken cancellationToken)
    {
        _services.Metrics.Unreadable(failure.Error);
        Log.Unreadable(_logger, record.Stream, record.Partition, record.Offset, failure.ToString());
        await _services.Storage.KeepTryingAsync(token => _deadLetters.PublishAsync(record, failure, token), cancellationToken);
    }
}
