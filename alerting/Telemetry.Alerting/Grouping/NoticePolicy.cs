namespace Telemetry.Alerting.Grouping;

/// <summary>
/// Should these integrations be told of the group now? Alertmanager's rules for its notification log, and beyond them: every end is told
/// to whom the beginning was told, silenced or not; what nobody was told of has no end to tell.
/// </summary>
internal static class NoticePolicy
{
    /// <summary>The reason to tell, or not to (<see cref="IsTold"/>).</summary>
    public static NoticeReason Decide(in NoticeFacts facts)
    {
        if (facts is { EndAsked: true, IsOpen: true }) return NoticeReason.ResolvedByHand;
        if (facts.AnyFiring) return DecideFiring(facts);

        // Alerts that are held back and of which was told still fire: the end of the others is told with theirs, or when they are let through.
        if (facts.AnyToldHeldBack) return NoticeReason.HeldBack;
        if (facts.AnyToldOver) return NoticeReason.Resolved;
        if (facts.AnyHeldBack) return NoticeReason.HeldBack;
        return facts.AnyUntoldOver ? NoticeReason.NeverAnnounced : NoticeReason.Unchanged;
    }

    /// <summary>Whether a reason is one to tell.</summary>
    public static bool IsTold(NoticeReason reason) => reason < NoticeReason.Unchanged;

    private static NoticeReason DecideFiring(in NoticeFacts facts)
    {
        if (!facts.IsOpen) return NoticeReason.First;
        if (facts.FlapsUnsaid) return NoticeReason.Flapping;
        if (facts.AnyNews) return NoticeReason.NewAlerts;
        if (facts is { SendsResolved: true, AnyToldOver: true }) return NoticeReason.SomeResolved;
        return facts.RepeatIsDue ? NoticeReason.Repeated : NoticeReason.Unchanged;
    }
}
