namespace Telemetry.Alerting.Grouping;

/// <summary>Looks at a group that is due: tells what there is to tell, lets go what is over, sets the next look.</summary>
internal sealed class GroupInspector(
    AlertGates gates, IntegrationKinds kinds, NoticeWriter writer, AlertPlacement placement, GroupRegister groups, LookQueue queue, bool awaitsFutureStarts)
{
    /// <summary>Looks at a group, adding to what is told and what is not.</summary>
    public void Inspect(AlertGroup group, DateTimeOffset now, ICollection<GroupNotice> told, ICollection<UntoldGroup> untold)
    {
        if (group.EmptySince + AlertGroup.EmptyStay <= now)
        {
            placement.Close(group);
            return;
        }

        var isTick = group.NextLook <= now;
        var due = group.Due;
        if (group.EmptySince is null)
        {
            var look = GroupLook.At(group, gates, awaitsFutureStarts, now);
            if (look is { IsEmpty: true, NextBegin: { } begin })
            {
                Await(group, begin);
                return;
            }

            Tell(group, look, isTick, due, now, told, untold);
            LetGo(group, look, now);
        }

        group.EndAsked = null;
        if (isTick) SetNextLook(group, now);
        queue.Put(group);
    }

    private void Tell(
        AlertGroup group, GroupLook look, bool isTick, DateTimeOffset due, DateTimeOffset now, ICollection<GroupNotice> told, ICollection<UntoldGroup> untold)
    {
        NoticeReason? unsaid = null;
        foreach (var sendsResolved in kinds.Of(group.Receiver))
        {
            var ledger = group.LedgerOf(sendsResolved);
            var reason = NoticePolicy.Decide(NoticeFacts.Of(group, look, ledger, now));
            if (!isTick && reason != NoticeReason.ResolvedByHand) continue;
            if (!NoticePolicy.IsTold(reason))
            {
                unsaid ??= reason;
                continue;
            }

            groups.Changed(group);
            if (writer.Write(group, look, ledger, reason, due, now) is { } notice && group.Receiver.Length > 0) told.Add(notice);
        }

        if (group.EndAsked is { } asked) Dismiss(look, asked);
        NoteUntold(group, look, unsaid, now, untold);
    }

    private static void Dismiss(GroupLook look, DateTimeOffset asked)
    {
        foreach (var member in look.Firing.Concat(look.HeldBack)) member.DismissedAt = asked;
    }

    private void NoteUntold(AlertGroup group, GroupLook look, NoticeReason? reason, DateTimeOffset now, ICollection<UntoldGroup> untold)
    {
        var worthSaying = reason is NoticeReason.HeldBack or NoticeReason.NeverAnnounced ? reason : null;
        if (group.LastUntold == worthSaying) return;
        group.LastUntold = worthSaying;
        groups.Changed(group);
        if (worthSaying is { } why) untold.Add(new(group.Key, group.Receiver, group.Labels, now, why, look.Holds));
    }

    // An alert that is over leaves once everybody heard so who must; what others believe of it is remembered, or they would be told again.
    private void LetGo(AlertGroup group, GroupLook look, DateTimeOffset now)
    {
        foreach (var member in look.Over)
        {
            if ((member.KnownTo(sendsResolved: true) & Knowledge.Told) != Knowledge.None) continue;
            member.IsGone = true;
            member.Returns = 0;
            groups.Changed(group);
        }

        foreach (var member in group.Members.Values.Where(member => member.IsGone && member.KnownTo(sendsResolved: false) == Knowledge.None).ToArray())
            placement.Leave(member);
        if (group.Present.Any()) return;
        group.EmptySince = now;
        groups.Changed(group);
    }

    private void Await(AlertGroup group, DateTimeOffset begin)
    {
        group.EndAsked = null;
        group.NextLook = group.Anchor = begin;
        groups.Changed(group);
        queue.Put(group);
    }

    private void SetNextLook(AlertGroup group, DateTimeOffset now)
    {
        var next = group.NextLook + group.Route.GroupInterval;
        if (!group.HasFlushed || next <= now)
        {
            group.Anchor = next > now ? group.NextLook : now;
            group.HasFlushed = true;
            groups.Changed(group);
        }

        group.NextLook = next > now ? next : now + group.Route.GroupInterval;
    }
}
