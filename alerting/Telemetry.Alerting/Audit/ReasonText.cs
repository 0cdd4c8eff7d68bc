using Telemetry.Alerting.Episodes;
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

    /// <summary>Why nobody is told of a group, in a few words.</summary>
    public static string Of(UntoldGroup group) => group.Held.Count == 0
        ? Of(group.Reason)
        : string.Join(" and ", group.Held.Select(held => held.Reason).Distinct().Select(WordFor));

    /// <summary>What keeps an alert out of a message.</summary>
    /// <param name="held">The alert.</param>
    /// <param name="sources">Names of the alerts that hold others back, by fingerprint.</param>
    public static string Of(HeldAlert held, IReadOnlyDictionary<string, string> sources) => held.Reason switch
    {
        HoldReason.Silenced => $"silenced by {held.By}",
        HoldReason.Inhibited => $"inhibited by the alert {sources.GetValueOrDefault(held.By, held.By)}",
        HoldReason.Muted => $"muted by the time interval {held.By}",
        HoldReason.Inactive => $"outside the active time intervals {held.By}",
        HoldReason.ResolvedByHand => "somebody said that it is over",
        _ => held.Reason.ToString(),
    };

    /// <summary>Why a record of an incident led to what it led to.</summary>
    public static string Of(Decision decision) => decision.Reason switch
    {
        DecisionReason.ReachedCritical => "it reached critical for the first time: the evidence is within the budget of a page, and users or the control plane's objectives feel it",
        DecisionReason.ReachedWarning => "it reached warning for the first time: the evidence is within the budget of a ticket",
        DecisionReason.AlreadyAnnounced => "it was announced before at this level or a higher one; only the words were renewed",
        DecisionReason.BelowTicket => "it is info: shown, never sent",
        DecisionReason.Ended => "it ended, and everybody who was told was told so",
        DecisionReason.NeverAnnounced => "it ended, and nobody had been told of it",
        DecisionReason.AfterEnd => "it had ended before; nothing may follow its end",
        DecisionReason.Double => "this record had been decided before",
        DecisionReason.GotWorse => "it became much worse after the page: a limit was crossed, a further part is affected, or users are twice as far from normal",
        DecisionReason.Silenced => $"{Named("the silence", decision, "a silence")} holds it back; it is told when that ends, if it still holds then",
        DecisionReason.EndedByHand => $"{(decision.By.Length > 0 ? decision.By : "somebody")} said that it is over",
        DecisionReason.Flapping => "the like of it came and went again and again; one note stands for all of it",
        DecisionReason.OverBudget => "the team's tickets of the day are used up; it stands in the digest",
        DecisionReason.Inhibited => $"{(decision.By.Length > 0 ? decision.By : "another alert that fires")} holds it back by a rule of inhibition; it is told when that is over, if it still holds then",
        DecisionReason.Muted => $"every route that it takes is silent: {Named("the mute time interval", decision, "a mute time interval")} holds; it is told when one may speak, if it still holds then",
        DecisionReason.Inactive => $"every route that it takes is silent: it is outside {Named("the active time interval", decision, "the active time intervals")}; it is told when one may speak, if it still holds then",
        DecisionReason.RouteMaySpeak => $"the times of the route to {decision.By} allow it now; others had been told before",
        DecisionReason.InStorm => "very many began within a minute; one page stands for all of them and lists them",
        _ => decision.Reason.ToString(),
    };

    /// <summary>Why a receiver waits while others were told.</summary>
    public static string Of(HeldReceiver held) => held.Reason == DecisionReason.Inactive
        ? $"outside the active time intervals {held.By}"
        : $"muted by the time interval {held.By}";

    private static string Named(string kind, Decision decision, string unnamed) => decision.By.Length > 0 ? $"{kind} {decision.By}" : unnamed;

    private static string WordFor(HoldReason reason) => reason switch
    {
        HoldReason.Silenced => "silenced",
        HoldReason.Inhibited => "inhibited by another alert",
        HoldReason.Muted => "in a mute time",
        HoldReason.Inactive => "outside its active times",
        HoldReason.RoutedElsewhere => "routed elsewhere by now",
        _ => "over, as somebody said",
    };
}
