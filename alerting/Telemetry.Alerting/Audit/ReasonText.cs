using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Stages;

namespace Telemetry.Alerting.Audit;

/// <summary>Reasons of decisions in words.</summary>
internal static class ReasonText
{
    /// <summary>Why a group of alerts of others was told of, or not.</summary>
    public static string Of(NoticeReason reason) => reason switch
    {
        NoticeReason.First => "it fires, and nobody had been told of it",
        NoticeReason.NewAlerts => "alerts fire that the message before did not name",
        NoticeReason.SomeResolved => "some of its alerts are over, others still fire",
        NoticeReason.Resolved => "all of its alerts are over",
        NoticeReason.Repeated => "nothing changed for as long as repeat_interval",
        NoticeReason.Flapping => "it comes and goes; this is said once",
        NoticeReason.ResolvedByHand => "somebody said that it is over",
        NoticeReason.Unchanged => "the receiver knows all of it",
        NoticeReason.HeldBack => "everything that there would be to tell is held back",
        NoticeReason.NeverAnnounced => "all of it began and ended between two looks",
        _ => reason.ToString(),
    };

    /// <summary>What keeps an alert out of a message.</summary>
    public static string Of(HeldAlert held) => held.Reason switch
    {
        HoldReason.Silenced => $"silenced by {held.By}",
        HoldReason.Inhibited => $"inhibited by the alert {held.By}",
        HoldReason.Muted => $"muted by the time interval {held.By}",
        HoldReason.Inactive => $"outside the active time intervals {held.By}",
        HoldReason.ResolvedByHand => "somebody said that it is over",
        _ => held.Reason.ToString(),
    };

    /// <summary>Why a record of an incident led to what it led to.</summary>
    public static string Of(DecisionReason reason) => reason switch
    {
        DecisionReason.ReachedCritical => "it reached critical for the first time: the evidence is within the budget of a page, and users or the control plane's objectives feel it",
        DecisionReason.ReachedWarning => "it reached warning for the first time: the evidence is within the budget of a ticket",
        DecisionReason.AlreadyAnnounced => "it was announced before at this level or a higher one; the words were renewed, nobody was disturbed",
        DecisionReason.BelowTicket => "it is info: shown, never sent",
        DecisionReason.Ended => "it ended, and everybody who was told was told so",
        DecisionReason.NeverAnnounced => "it ended, and nobody had been told of it",
        DecisionReason.AfterEnd => "it had ended before; nothing may follow its end",
        DecisionReason.Double => "this record had been decided before",
        DecisionReason.GotWorse => "it became much worse after the page: a limit was crossed, users are twice as far from normal, or another part that they use feels it",
        DecisionReason.Silenced => "a silence holds it back; it is told when the silence ends, if it still holds then",
        DecisionReason.EndedByHand => "somebody said that it is over",
        DecisionReason.Flapping => "the like of it came and went again and again; one note stands for all of it",
        DecisionReason.OverBudget => "the team's tickets of the day are used up; it stands in the digest",
        DecisionReason.Inhibited => "another alert that fires holds it back by a rule of inhibition; it is told when that is over, if it still holds then",
        DecisionReason.Muted => "every route that it takes is in a mute time interval; it is told when one ends, if it still holds then",
        DecisionReason.Inactive => "every route that it takes is outside its active time intervals; it is told when one begins, if it still holds then",
        _ => reason.ToString(),
    };
}
