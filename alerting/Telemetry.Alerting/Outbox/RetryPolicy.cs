using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>What to do after an attempt. Pure.</summary>
internal static class RetryPolicy
{
    /// <summary>Older than this nobody is helped by a message.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <summary>The same for an archive, which only has to be complete: the whole of its schedule and a little over.</summary>
    public static readonly TimeSpan MaxArchiveAge = TimeSpan.FromHours(80);

    /// <summary>The next step, from what became of the attempt, how much it said, how old the message is and who waits for it.</summary>
    public static NextStep After(DeliveryOutcome outcome, DetailLevel detail, TimeSpan age, DeliverySchedule schedule) => outcome switch
    {
        DeliveryOutcome.Accepted => NextStep.Done,
        DeliveryOutcome.Refused => NextStep.GiveUp,
        DeliveryOutcome.Rejected => detail < DetailLevel.Minimal ? NextStep.TryWithLess : NextStep.GiveUp,
        _ => age < (schedule == DeliverySchedule.Archive ? MaxArchiveAge : MaxAge) ? NextStep.TryAgain : NextStep.GiveUp,
    };
}
