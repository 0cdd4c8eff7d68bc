using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>Carries one row to its receiver: tries, waits, tries again with less, gives up, and writes down what came of it.</summary>
internal sealed partial class Courier(AlertBook book, DeliveryServices services, Action<IReadOnlyList<OutboxRow>> startStandIns)
{
    private readonly ILogger _logger = services.Loggers.CreateLogger<Courier>();

    /// <summary>
    /// Delivers a row or gives it up. <paramref name="superseded"/> is cancelled when the alert ends: a row that cannot have arrived
    /// is then not sent any more.
    /// </summary>
    /// <returns>The row as it was settled.</returns>
    public async Task<OutboxRow> DeliverAsync(
        SendChannel channel, OutboxRow row, Notification notification, CancellationToken superseded, CancellationToken cancellationToken)
    {
        var detail = DetailLevel.Full;
        for (var failures = 0; ;)
        {
            var stop = row.MayHaveArrived ? CancellationToken.None : superseded;
            if (!await WaitForTurnAsync(channel, row, failures, stop, cancellationToken))
            {
                return await SettleAsync(channel, row, RowStatus.Superseded, "the alert ended before it was sent", cancellationToken);
            }

            var result = await AttemptAsync(channel, notification, detail, cancellationToken);
            row = row with { Detail = result.Detail, MayHaveArrived = row.MayHaveArrived || result.MayHaveArrived, Receipt = result.Receipt ?? row.Receipt };
            notification = notification with { Receipt = result.Receipt ?? notification.Receipt };
            switch (RetryPolicy.After(result.Outcome, detail, services.Time.GetUtcNow() - row.EnqueuedAt))
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
        }
    }

    /// <summary>Tells a receiver once more what it knows already; a failure is made good by the next time.</summary>
    public async Task RefreshAsync(SendChannel channel, Notification notification, CancellationToken cancellationToken)
    {
        await channel.Gate.EnterAsync(SendPriority.Refresh, cancellationToken);
        var result = await AttemptAsync(channel, notification, DetailLevel.Full, cancellationToken);
        if (result.Outcome != DeliveryOutcome.Accepted) Log.NotRefreshed(_logger, channel.Receiver.Id, notification.DedupKey, result.Detail);
    }

    /// <summary>Has another receiver told what this one was not, unless as many as <paramref name="wanted"/> have been asked already.</summary>
    public async Task StandInAsync(SendChannel channel, OutboxRow failed, int wanted, CancellationToken cancellationToken)
    {
        var rows = await book.AddAsync(
            failed.Episode,
            existing => OutboxPlanner.StandIn(services.Receivers, failed, wanted, existing, services.Time.GetUtcNow()) is { } row ? [row] : [],
            cancellationToken);
        foreach (var row in rows)
        {
            services.Metrics.StoodIn(channel.Receiver.Kind);
            Log.StandsIn(_logger, row.Receiver, failed.Receiver, row.DedupKey);
        }

        startStandIns(rows);
    }

    /// <summary>Writes down what became of a row.</summary>
    public async Task<OutboxRow> SettleAsync(
        SendChannel channel, OutboxRow row, RowStatus status, string detail, CancellationToken cancellationToken)
    {
        var settled = row with { Status = status, Detail = detail };
        await book.SettleAsync(settled, cancellationToken);
        services.Ledger.Settled(channel.Receiver.Kind, status);
        if (status == RowStatus.Delivered) Log.Delivered(_logger, channel.Receiver.Id, row.DedupKey, row.Action);
        else Log.Settled(_logger, channel.Receiver.Id, row.DedupKey, row.Action, status, detail);
        return settled;
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
            if (failures > 0) await Task.Delay(services.Delays.AfterFailure(failures), services.Time, either.Token);
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

    private async Task<DeliveryResult> AttemptAsync(
        SendChannel channel, Notification notification, DetailLevel detail, CancellationToken cancellationToken)
    {
        using var span = AlertingTraces.StartAttempt(channel.Receiver, notification);
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

        services.Metrics.Attempted(channel.Receiver.Kind, result.Value.Outcome, services.Time.GetElapsedTime(began));
        span?.Finish(result.Value);
        return result.Value;
    }
}
