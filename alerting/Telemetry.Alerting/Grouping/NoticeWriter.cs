using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Makes the message of a decision and notes who knows what from then on.</summary>
/// <param name="externalUrl">Where this program is reached from outside.</param>
internal sealed class NoticeWriter(string externalUrl)
{
    /// <summary>Makes the message; null where the end of an episode is only noted, because the integrations are not told of ends.</summary>
    /// <param name="group">The group.</param>
    /// <param name="look">Its alerts.</param>
    /// <param name="ledger">The integrations that are told.</param>
    /// <param name="reason">Why.</param>
    /// <param name="due">When the look was due: the same again if it must be repeated after a crash.</param>
    /// <param name="now">Present time.</param>
    public GroupNotice? Write(AlertGroup group, GroupLook look, NoticeLedger ledger, NoticeReason reason, DateTimeOffset due, DateTimeOffset now)
    {
        var isEnd = reason is NoticeReason.Resolved or NoticeReason.ResolvedByHand;
        ledger.OpenedAt ??= due;
        ledger.LastNotice = now;
        ledger.Sequence++;
        ledger.IsFlapSaid |= reason == NoticeReason.Flapping;
        var notice = isEnd && !ledger.SendsResolved ? null : Compose(group, look, ledger, reason, isEnd);
        Note(group, look, ledger.SendsResolved, isEnd);
        if (isEnd) ledger.Close();
        return notice;
    }

    private GroupNotice Compose(AlertGroup group, GroupLook look, NoticeLedger ledger, NoticeReason reason, bool isEnd) => new()
    {
        GroupKey = group.Key,
        OpenedAt = ledger.OpenedAt!.Value,
        Sequence = ledger.Sequence,
        ReceiverName = group.Receiver,
        SendsResolved = ledger.SendsResolved,
        Action = isEnd ? NotificationAction.Resolve : NotificationAction.Trigger,
        Reason = reason,
        Data = NotificationDataBuilder.Build(group, Told(look, ledger, reason).ToArray(), group.EndAsked, externalUrl),
        Held = reason == NoticeReason.ResolvedByHand ? [] : look.Holds,
        GroupLabels = group.Labels,
        Team = group.Route.Team,
        Stages = StagesOf(group.Route),
    };

    private static GroupStages StagesOf(Route route) =>
        (route.Storm ? GroupStages.Storm : GroupStages.None)
        | (route.Budget ? GroupStages.Budget : GroupStages.None)
        | (route.Escalation ? GroupStages.Escalation : GroupStages.None);

    // As in Alertmanager a message names what began and ended between two looks beside what it is sent for; what is held back it names
    // only to say the end of what was told.
    private static IEnumerable<(GroupMember Member, bool IsOver)> Told(GroupLook look, NoticeLedger ledger, NoticeReason reason)
    {
        if (reason == NoticeReason.ResolvedByHand) return look.Firing.Concat(look.HeldBack).Concat(look.Over).Select(member => (member, true));
        var over = look.Over.Where(member => !look.OverHeldBack.Contains(member) || IsOwed(member, ledger));
        return look.Firing.Select(member => (member, false)).Concat(ledger.SendsResolved ? over.Select(member => (member, true)) : []);
    }

    private static bool IsOwed(GroupMember member, NoticeLedger ledger) => (member.KnownTo(ledger.SendsResolved) & Knowledge.Told) != Knowledge.None;

    private static void Note(AlertGroup group, GroupLook look, bool sendsResolved, bool isEnd)
    {
        foreach (var member in group.Members.Values)
        {
            if (member.IsGone || isEnd) member.Know(sendsResolved, Knowledge.None);
            else member.Know(sendsResolved, member.KnownTo(sendsResolved) & ~Knowledge.Named);
        }

        foreach (var member in look.Over) member.Know(sendsResolved, Knowledge.None);
        if (isEnd) return;
        foreach (var member in look.Firing) member.Know(sendsResolved, Knowledge.Named | Knowledge.Told);
    }
}
