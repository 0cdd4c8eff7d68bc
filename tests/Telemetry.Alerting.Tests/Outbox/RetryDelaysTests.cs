using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Outbox;

public sealed class RetryDelaysTests
{
    [Fact]
    public void Failures_InARow_WaitOneTwoFourToThirtySecondsWithJitter()
    {
        double[] expected = [1, 2, 4, 8, 16, 30, 30];
        var delays = new RetryDelays(new Random(1));
        for (var round = 0; round < 200; round++)
        {
            for (var i = 0; i < expected.Length; i++) Assert.InRange(delays.AfterFailure(i + 1, DeliverySchedule.Page).TotalSeconds, expected[i] * 0.8, expected[i] * 1.2);
        }

        Assert.NotEqual(delays.AfterFailure(1, DeliverySchedule.Page), delays.AfterFailure(1, DeliverySchedule.Page));
        Assert.InRange(delays.AfterFailure(int.MaxValue, DeliverySchedule.Page).TotalSeconds, 24, 36);
    }

    [Fact]
    public void Throttles_InARow_WaitThirtySixtyToThreeHundredSeconds() =>
        Assert.Equal([30, 60, 120, 240, 300, 300], Enumerable.Range(1, 6).Select(times => RetryDelays.AfterThrottle(times).TotalSeconds));

    [Fact]
    public void Delays_OfAnArchive_GoOnForDays()
    {
        var delays = new RetryDelays(new Random(1));
        double[] expected = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, 86_400];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.InRange(delays.AfterFailure(i + 1, DeliverySchedule.Archive).TotalSeconds, expected[i] * 0.8, expected[i] * 1.2);
        }
    }
}
