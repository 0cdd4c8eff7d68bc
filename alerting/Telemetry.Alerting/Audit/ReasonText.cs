using Telemetry.Alerting.Stages;

namespace Telemetry.Alerting.Audit;

/// <summary>Reasons of decisions in words.</summary>
internal static class ReasonText
{
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
        _ => reason.ToString(),
    };
}
