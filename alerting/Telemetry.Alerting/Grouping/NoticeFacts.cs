using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Grouping;

/// <summary>All that matters for whether integrations of one kind are told of a group now.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NoticeFacts
{
    /// <summary>Whether the integrations are told of ends.</summary>
    public required bool SendsResolved { get; init; }

    /// <summary>Whether they were told of the episode at hand.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Whether alerts fire that may be told of.</summary>
    public required bool AnyFiring { get; init; }

    /// <summary>Whether alerts fire that may be told of and that the last message did not name as firing.</summary>
    public required bool AnyNews { get; init; }

    /// <summary>Whether alerts are held back that fire.</summary>
    public required bool AnyHeldBack { get; init; }

    /// <summary>Whether alerts are held back that fire and of which they were told.</summary>
    public required bool AnyToldHeldBack { get; init; }

    /// <summary>Whether alerts are over of which they were told.</summary>
    public required bool AnyToldOver { get; init; }

    /// <summary>Whether alerts are over of which they were not told.</summary>
    public required bool AnyUntoldOver { get; init; }

    /// <summary>Whether alerts flap, which was not said yet.</summary>
    public required bool FlapsUnsaid { get; init; }

    /// <summary>Whether somebody said that the episode is over.</summary>
    public required bool EndAsked { get; init; }

    /// <summary>Whether <c>repeat_interval</c> has passed since the last message.</summary>
    public required bool RepeatIsDue { get; init; }

    /// <summary>The facts of a group for one kind of integrations.</summary>
    public static NoticeFacts Of(AlertGroup group, GroupLook look, NoticeLedger ledger, DateTimeOffset now)
    {
        bool Knows(GroupMember member, Knowledge what) => (member.KnownTo(ledger.SendsResolved) & what) != Knowledge.None;
        return new NoticeFacts
        {
            SendsResolved = ledger.SendsResolved,
            IsOpen = ledger.OpenedAt is not null,
            AnyFiring = look.Firing.Count > 0,
            AnyNews = look.Firing.Exists(member => !Knows(member, Knowledge.Named)),
            AnyHeldBack = look.HeldBack.Count > 0,
            AnyToldHeldBack = look.HeldBack.Exists(member => Knows(member, Knowledge.Told)),
            AnyToldOver = look.Over.Exists(member => Knows(member, Knowledge.Told)),
            AnyUntoldOver = look.Over.Exists(member => !Knows(member, Knowledge.Told)),
            FlapsUnsaid = !ledger.IsFlapSaid && look.Firing.Exists(FlapRule.Flaps),
            EndAsked = group.EndAsked is not null,
            RepeatIsDue = ledger.LastNotice is { } last && last + group.Route.RepeatInterval <= now,
        };
    }
}
