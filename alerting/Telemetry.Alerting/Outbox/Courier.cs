using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Links;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>Carries one row to its receiver: tries, waits, tries again with less, gives up, and writes down what came of it.</summary>
internal sealed partial class Courier(
    AlertBook book, DeliveryServices services, PartitionLease lease, Action<IReadOnlyList<OutboxRow>> startStandIns)
{
    private readonly ILogger _logger = services.Loggers.CreateLogger<Courier>();

    /// <summary>Delivers a row or gives it up; one that a newer message overtakes before it can have arrived is not sent any more.</summary>
    /// <returns>The row as it was settled.</returns>
    public async Task<OutboxRow> DeliverAsync(SendChannel channel, OutboxRow row, Overtaking overtaking, CancellationToken cancellationToken)
    {
        var detail = DetailLevel.Full;
        for (var failures = 0; ;)
        {
            if (!await WaitForTurnAsync(channel, row, failures, overtaking.Stops(row), cancellationToken))
            {
                return await SettleAsync(channel, row, RowStatus.Superseded, "a newer message overtook it before it was sent", cancellationToken);
            }

            var (attempted, result) = await AttemptAsync(channel, row, detail, cancellationToken);
            row = attempted;
            switch (RetryPolicy.After(result.Outcome, detail, services.Time.GetUtcNow() - row.EnqueuedAt, channel.Receiver.Schedule))
            {
                case NextStep.Done:
                    return await SettleAsync(channel, row, RowStatus.Delivered, result.Detail, cancellationToken);
                case NextStep.GiveUp:
                    return await GiveUpAsync(channel, row, result, cancellationToken);
                case NextStep.TryWithLess:
                    detail++;
                    Log.TryingWithLess(_logger, channel.Receiver.Id, row.DedupKey, detail, result.Detail);
                    break;
                case NextStep.TryAgain:
                    // A throttled receiver's gate does the waiting, for all rows together.
                    if (result.Outcome == DeliveryOutcome.Unavailable) failures++;
                    Log.TryingAgain(_logger, channel.Receiver.Id, row.DedupKey, result.Outcome, result.Detail);
                    break;
            }

            await PutAsync(row, cancellationToken);
        }
    }

    /// <summary>Tells a receiver once more what it knows already; a failure is made good by the next time.</summary>
    public async Task RemindAsync(SendChannel channel, OutboxRow accepted, CancellationToken cancellationToken)
    {
        await channel.Gate.EnterAsync(SendPriority.Refresh, cancellationToken);
        var (_, result) = await AttemptAsync(channel, accepted, DetailLevel.Full, cancellationToken);
        if (result.Outcome != DeliveryOutcome.Accepted) Log.NotRefreshed(_logger, channel.Receiver.Id, accepted.DedupKey, result.Detail);
    }

    /// <summary>Has other receivers told when the deadlines of a page pass before it is settled.</summary>
    public async Task WatchDeadlinesAsync(SendChannel channel, OutboxRow row, CancellationToken settled)
    {
        if (!row.Escalates || row.Action != NotificationAction.Trigger || row.StandsInFor.Length > 0) return;
        try
        {
            for (var i = 0; i < services.Escalation.Deadlines.Count; i++)
            {
                var wait = row.WaitingSince + services.Escalation.Deadlines[i] - services.Time.GetUtcNow();
                if (wait > TimeSpan.Zero) await Task.Delay(wait, services.Time, settled);
                if (services.Escalation.IsStopped(row)) return;
                await StandInAsync(channel, row, wanted: i + 1, settled);
            }
        }
        catch (OperationCanceledException) when (settled.IsCancellationRequested)
        {
            // Settled before its deadline.
        }
    }

    /// <summary>Writes down what became of a row.</summary>
    public async Task<OutboxRow> SettleAsync(
        SendChannel channel, OutboxRow row, RowStatus status, string detail, CancellationToken cancellationToken)
    {
        var settled = row with { Status = status, Detail = detail };
        await PutAsync(settled, cancellationToken);
        services.Ledger.Settled(channel.Receiver.Kind, status);
        var isGroup = row.Subject.Kind == SubjectKind.Group;
        if (status == RowStatus.Delivered && isGroup) Log.DeliveredGroup(_logger, channel.Receiver.Id, row.DedupKey, row.Action);
        else if (status == RowStatus.Delivered) Log.Delivered(_logger, channel.Receiver.Id, row.DedupKey, row.Action);
        else Log.Settled(_logger, channel.Receiver.Id, row.DedupKey, row.Action, status, detail);
        return settled;
    }

    private Task PutAsync(OutboxRow row, CancellationToken cancellationToken) =>
        services.Storage.KeepTryingAsync(token => new ValueTask(book.PutAsync(row, token)), cancellationToken);

    private async Task StandInAsync(SendChannel channel, OutboxRow failed, int wanted, CancellationToken cancellationToken)
    {
        var rows = await services.Storage.KeepTryingAsync(token => book.AddAsync(failed.Episode, Plan, token), cancellationToken);
        foreach (var row in rows)
        {
            services.Metrics.StoodIn(channel.Receiver.Kind);
            Log.StandsIn(_logger, row.Receiver, failed.Receiver, row.DedupKey);
        }

        startStandIns(rows);

        IReadOnlyList<OutboxRow> Plan(IReadOnlyList<OutboxRow> existing) =>
            OutboxPlanner.StandIn(services.Receivers, failed, wanted, existing, services.Time.GetUtcNow()) is { } row ? [row] : [];
    }

    private async Task<OutboxRow> GiveUpAsync(SendChannel channel, OutboxRow row, DeliveryResult result, CancellationToken cancellationToken)
    {
        Log.GivenUp(_logger, channel.Receiver.Id, row.DedupKey, row.Action, result.Outcome, result.Detail);
        // First the stand-in: a crash in between then tries this receiver again instead of telling nobody.
        await StandInAsync(channel, row, wanted: 1, cancellationToken);
        return await SettleAsync(channel, row, RowStatus.Dead, result.Detail, cancellationToken);
    }

    private async Task<bool> WaitForTurnAsync(
        SendChannel channel, OutboxRow row, int failures, CancellationToken stop, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        try
        {
            if (failures > 0) await Task.Delay(services.Delays.AfterFailure(failures, channel.Receiver.Schedule), services.Time, either.Token);
            var turn = channel.Gate.EnterAsync(SendPriorities.Of(row), either.Token);

            // A receiver that is ready hears of the shortest incident; only what had to wait can be overtaken by its end.
            if (turn.IsCompletedSuccessfully) return true;
            await turn;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        if (!stop.IsCancellationRequested) return true;
        channel.Gate.Leave(null);
        return false;
    }

    private async Task<(OutboxRow Row, DeliveryResult Result)> AttemptAsync(
        SendChannel channel, OutboxRow row, DetailLevel detail, CancellationToken cancellationToken)
    {
        var notification = NotificationOf(row);
        await HoldAsync(channel, cancellationToken);
        using var span = AlertingTraces.StartAttempt(channel.Receiver, notification);
        var at = services.Time.GetUtcNow();
        if (row is { AttemptCount: 0, Escalates: true } && notification.Subject is IncidentSubject paged)
            services.Metrics.FirstAttempt(channel.Receiver.Kind, at - paged.Announced.At);
        var began = services.Time.GetTimestamp();
        DeliveryResult? result = null;
        try
        {
            result = await channel.Receiver.SendAsync(notification, detail, cancellationToken);
        }
        finally
        {
            channel.Gate.Leave(result);
        }

        var took = services.Time.GetElapsedTime(began);
        services.Metrics.Attempted(channel.Receiver.Kind, result.Value.Outcome, took);
        span?.Finish(result.Value);
        return (row.After(new DeliveryAttempt(at, took, result.Value.Outcome, detail, result.Value.Detail), result.Value), result.Value);
    }

    // Who lost the partition sends nothing more, however long ago its turn came.
    private async ValueTask HoldAsync(SendChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            await lease.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            channel.Gate.Leave(null);
            throw;
        }
    }

    private Notification NotificationOf(OutboxRow row)
    {
        var notification = new Notification
        {
            DedupKey = row.DedupKey,
            MessageId = row.MessageId,
            Action = row.Action,
            Level = row.Level,
            Subject = row.Subject.Read(),
            Sequence = row.Sequence,
            Receipt = row.Receipt,
            Link = services.Links.Of(row.Episode),
        };
        return notification.Subject is not IncidentSubject incident ? notification : notification with
        {
            Subject = incident with { Context = services.Contexts.Of(row, incident.Announced) },
            Links = services.Links.LinksOf(row.Episode, incident.Current),
            Images = services.Links.ImagesOf(row.Episode, incident.Announced),
        };
    }
}
