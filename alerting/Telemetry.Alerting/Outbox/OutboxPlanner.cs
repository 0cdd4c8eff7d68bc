using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;

namespace Telemetry.Alerting.Outbox;

/// <summary>Turns a decision into rows: who is told what. Pure.</summary>
internal static class OutboxPlanner
{
    /// <summary>Rows that a decision adds to those an episode has.</summary>
    public static IReadOnlyList<OutboxRow> Plan(
        ReceiverSet receivers, Episode episode, DecisionKind decision, IReadOnlyList<OutboxRow> existing, DateTimeOffset now) => decision switch
    {
        DecisionKind.Paged => [.. Begin(receivers, episode, AlertLevel.Page, now), .. EndTickets(receivers, episode, existing, now)],
        DecisionKind.Worsened => [.. Begin(receivers, episode, AlertLevel.Page, now).Select(row => row with { DedupKey = episode.Key.ForWorsening(episode.Worsenings) })],
        DecisionKind.Ticketed => [.. Begin(receivers, episode, AlertLevel.Ticket, now)],
        DecisionKind.Resolved => [.. End(receivers, episode, existing, now)],
        _ => [],
    };

    /// <summary>
    /// The row that stands in for one that failed: the same alert for the next receiver, in the order of the settings, that does not
    /// have it and is no archive. Null where <paramref name="wanted"/> stand in already, for tickets and archives (nobody waits for
    /// them), after the end, and where there is no other receiver.
    /// </summary>
    public static OutboxRow? StandIn(
        ReceiverSet receivers, OutboxRow failed, int wanted, IReadOnlyList<OutboxRow> existing, DateTimeOffset now)
    {
        var page = existing.Where(row => row.DedupKey == failed.DedupKey).ToArray();
        var isOver = page.Any(row => row.Action == NotificationAction.Resolve);
        var pagers = receivers.All.Where(receiver => receiver.Schedule == DeliverySchedule.Page).ToArray();
        var isArchive = receivers.All.Any(receiver => receiver.Id == failed.Receiver) && pagers.All(receiver => receiver.Id != failed.Receiver);
        if (isArchive || !failed.Escalates || failed.Action != NotificationAction.Trigger || isOver) return null;
        if (page.Count(row => row.StandsInFor == failed.Receiver) >= wanted) return null;
        var next = pagers.FirstOrDefault(receiver => page.All(row => row.Receiver != receiver.Id));
        return next is null ? null : Fresh(failed, NotificationAction.Trigger, now) with { Receiver = next.Id, StandsInFor = failed.Receiver, Sequence = 1 };
    }

    private static IEnumerable<OutboxRow> Begin(ReceiverSet receivers, Episode episode, AlertLevel level, DateTimeOffset now) =>
        receivers.For(episode.Latest, level).Select(receiver => new OutboxRow
        {
            Episode = episode.Key,
            DedupKey = episode.Key.ForLevel(level),
            Sequence = 1,
            Decision = episode.LastSequence,
            Level = level,
            Action = NotificationAction.Trigger,
            Receiver = receiver.Id,
            Subject = RowSubject.Of(episode.Latest),
            EnqueuedAt = now,
            WaitingSince = now,
            Escalates = level == AlertLevel.Page,
        });

    // Where a page replaces a ticket at one receiver, the ticket is closed behind it. Other receivers keep theirs until the end.
    private static IEnumerable<OutboxRow> EndTickets(
        ReceiverSet receivers, Episode episode, IReadOnlyList<OutboxRow> existing, DateTimeOffset now)
    {
        var paged = receivers.For(episode.Latest, AlertLevel.Page).Select(receiver => receiver.Id).ToHashSet(StringComparer.Ordinal);
        return End(receivers, episode, existing.Where(row => paged.Contains(row.Receiver)).ToArray(), now);
    }

    private static IEnumerable<OutboxRow> End(
        ReceiverSet receivers, Episode episode, IReadOnlyList<OutboxRow> existing, DateTimeOffset now)
    {
        var ended = existing.Where(row => row.Action == NotificationAction.Resolve).Select(row => row.Lane).ToHashSet(StringComparer.Ordinal);
        return existing
            .Where(row => row.Action == NotificationAction.Trigger && !ended.Contains(row.Lane) && NeedsEnd(row) && SendsEnd(receivers, row))
            .Select(row => Fresh(row, NotificationAction.Resolve, now) with
            {
                Sequence = row.Sequence + 1,
                Decision = episode.LastSequence,
                Subject = row.Subject.Now(episode.Latest),
            });
    }

    private static OutboxRow Fresh(OutboxRow row, NotificationAction action, DateTimeOffset now) => row with
    {
        Action = action,
        EnqueuedAt = now,
        WaitingSince = now,
        Status = RowStatus.Pending,
        MayHaveArrived = false,
        Detail = "",
        Receipt = "",
        AttemptCount = 0,
        Attempts = [],
    };

    private static bool NeedsEnd(OutboxRow trigger) => trigger.Status is RowStatus.Pending or RowStatus.Delivered || trigger.MayHaveArrived;

    // A receiver that is gone from the settings still has a row, so that its stranded alert is reported.
    private static bool SendsEnd(ReceiverSet receivers, OutboxRow trigger) =>
        receivers.All.FirstOrDefault(receiver => receiver.Id == trigger.Receiver)?.SendsResolved ?? true;
}
