using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>Turns a notice about a group of alerts of others into rows. Pure.</summary>
internal static class GroupPlanner
{
    /// <summary>A row for each integration that the notice means, and for those that stand in for one of them.</summary>
    public static IReadOnlyList<OutboxRow> Plan(
        ReceiverSet receivers, GroupEpisode episode, GroupNotice notice, IReadOnlyList<OutboxRow> existing, DateTimeOffset now)
    {
        var subject = RowSubject.Of(notice.Data);
        var meant = receivers.Named(notice.ReceiverName).Where(receiver => receiver.SendsResolved == notice.SendsResolved)
            .Select(receiver => (receiver.Id, StandsInFor: ""));
        var standIns = existing.Where(row => row.StandsInFor.Length > 0).Select(row => (row.Receiver, row.StandsInFor)).Distinct();
        return meant.Concat(standIns).Select(receiver => new OutboxRow
        {
            Episode = episode.Key,
            DedupKey = notice.GroupKey,
            Sequence = notice.Sequence,
            Decision = notice.Sequence,
            Level = AlertLevel.Page,
            Action = notice.Action,
            Receiver = receiver.Item1,
            Subject = subject,
            EnqueuedAt = now,
            WaitingSince = now,
            StandsInFor = receiver.StandsInFor,
            Escalates = notice.Stages.HasFlag(GroupStages.Escalation),
        }).ToArray();
    }
}
