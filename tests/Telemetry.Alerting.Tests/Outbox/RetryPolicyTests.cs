using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Outbox;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(DeliveryOutcome.Accepted, DetailLevel.Full, NextStep.Done)]
    [InlineData(DeliveryOutcome.Unavailable, DetailLevel.Full, NextStep.TryAgain)]
    [InlineData(DeliveryOutcome.Throttled, DetailLevel.Full, NextStep.TryAgain)]
    [InlineData(DeliveryOutcome.Rejected, DetailLevel.Full, NextStep.TryWithLess)]
    [InlineData(DeliveryOutcome.Rejected, DetailLevel.Brief, NextStep.TryWithLess)]
    [InlineData(DeliveryOutcome.Rejected, DetailLevel.Minimal, NextStep.GiveUp)]
    [InlineData(DeliveryOutcome.Refused, DetailLevel.Full, NextStep.GiveUp)]
    public void Outcome_OfAnAttempt_HasOneAnswer(object outcome, object detail, object expected) =>
        Assert.Equal((NextStep)expected, RetryPolicy.After((DeliveryOutcome)outcome, (DetailLevel)detail, TimeSpan.Zero, DeliverySchedule.Page));

    [Theory]
    [InlineData(DeliveryOutcome.Unavailable)]
    [InlineData(DeliveryOutcome.Throttled)]
    public void Message_OfADay_IsGivenUp(object outcome) =>
        Assert.Equal(NextStep.GiveUp, RetryPolicy.After((DeliveryOutcome)outcome, DetailLevel.Full, RetryPolicy.MaxAge, DeliverySchedule.Page));
}
