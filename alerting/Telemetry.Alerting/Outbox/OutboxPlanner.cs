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
        DecisionKind.Paged => [.. Begin(receivers, episode, decision, now), .. EndTickets(receivers, episode, existing, now)],
        DecisionKind.Worsened or DecisionKind.Ticketed => [.. Begin(receivers, episode, decision, now)],
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

    /// <summary>Rows for receivers that had waited while others were told; none for one that has learned of it in another way since, or that no route names any more.</summary>
    public static IReadOnlyList<OutboxRow> Release(
        ReceiverSet receivers, Episode episode, IReadOnlyList<HeldReceiver> released, IReadOnlyList<OutboxRow> existing, DateTimeOffset now)
    {
        var rows = new List<OutboxRow>();
        foreach (var held in released)
        {
            var told = receivers.For(episode.Told!, held.Level, name => name == held.Receiver).Where(receiver => !Knows(existing, receiver, held)).ToArray();
            rows.AddRange(told.Select(receiver => Trigger(receiver, episode, held.Level, held.DedupKey, RowSubject.Of(episode.Told!).Now(episode.Latest), now)));
            if (held.Level == AlertLevel.Page) rows.AddRange(EndTicketsOf(told, receivers, episode, existing, now));
        }

        return rows;
    }

    private static bool Knows(IReadOnlyList<OutboxRow> existing, IReceiver receiver, HeldReceiver held) => existing.Any(row =>
        row.Action == NotificationAction.Trigger && row.Receiver == receiver.Id && row.Level >= held.Level && row.Decision >= held.Decision);

    private static IEnumerable<OutboxRow> Begin(ReceiverSet receivers, Episode episode, DecisionKind decision, DateTimeOffset now)
    {
        var level = decision == DecisionKind.Ticketed ? AlertLevel.Ticket : AlertLevel.Page;
        var (key, subject) = (episode.Key.ForDecision(decision, episode.Latest), RowSubject.Of(episode.Latest));
        return ToldNow(receivers, episode, level).Select(receiver => Trigger(receiver, episode, level, key, subject, now));
    }

    private static IReadOnlyList<IReceiver> ToldNow(ReceiverSet receivers, Episode episode, AlertLevel level) =>
        receivers.For(episode.Latest, level, name => !episode.Held.Any(held => held.Receiver == name && held.Decision == episode.LastSequence));

    private static OutboxRow Trigger(IReceiver receiver, Episode episode, AlertLevel level, string key, RowSubject subject, DateTimeOffset now) => new()
    {
        Episode = episode.Key,
        DedupKey = key,
        Sequence = 1,
        Decision = episode.LastSequence,
        Level = level,
        Action = NotificationAction.Trigger,
        Receiver = receiver.Id,
        Subject = subject,
        EnqueuedAt = now,
        WaitingSince = now,
        Escalates = level == AlertLevel.Page,
    };

    private static IEnumerable<OutboxRow> EndTickets(
        ReceiverSet receivers, Episode episode, IReadOnlyList<OutboxRow> existing, DateTimeOffset now) =>
        EndTicketsOf(ToldNow(receivers, episode, AlertLevel.Page), receivers, episode, existing, now);

    // Where a page replaces a ticket at one receiver, the ticket is closed behind it. Other receivers keep theirs until the end.
    private static IEnumerable<OutboxRow> EndTicketsOf(
        IEnumerable<IReceiver> paged, ReceiverSet receivers, Episode episode, IReadOnlyList<OutboxRow> existing, DateTimeOffset now)
    {
        var ids = paged.Select(receiver => receiver.Id).ToHashSet(StringComparer.Ordinal);
        return End(receivers, episode, existing.Where(row => row.Level == AlertLevel.Ticket && ids.Contains(row.Receiver)).ToArray(), now);
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
