using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>What to do after an attempt. Pure.</summary>
internal static class RetryPolicy
{
    /// <summary>Older than this nobody is helped by a message.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <summary>The next step, from what became of the attempt, how much it said, and how old the message is.</summary>
    public static NextStep After(DeliveryOutcome outcome, DetailLevel detail, TimeSpan age) => outcome switch
    {
        DeliveryOutcome.Accepted => NextStep.Done,
        DeliveryOutcome.Refused => NextStep.GiveUp,
        DeliveryOutcome.Rejected => detail < DetailLevel.Minimal ? NextStep.TryWithLess : NextStep.GiveUp,
        _ => age < MaxAge ? NextStep.TryAgain : NextStep.GiveUp,
    };
}
