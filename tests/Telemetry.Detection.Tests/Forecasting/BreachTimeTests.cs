using Telemetry.Detection.Forecasting;
using Xunit;

namespace Telemetry.Detection.Tests.Forecasting;

public class BreachTimeTests
{
    [Fact]
    public void Of_FanThatOpensTowardsTheLimit_GivesEdgesOnStraightLines()
    {
        SeriesForecast[] fan = [new(10, 0, 5, 20, 0.25), new(20, 5, 10, 30, 0.75), new(40, 15, 20, 40, 0.9)];

        var time = BreachTime.Of(0, 10, fan);

        Assert.Equal(5, time.EarliestMs, 9);
        Assert.Equal(15, time.ExpectedMs, 9);
        Assert.Equal(30, time.LatestMs, 9);
    }

    [Fact]
    public void Of_NothingReachesTheLimit_IsUnknown() =>
        Assert.Equal(BreachTime.Unknown, BreachTime.Of(0, 10, [new(10, 0, 1, 2, 0.1)]));

    [Fact]
    public void Of_ValueAboveTheLimit_IsNow() =>
        Assert.Equal(new BreachTime(0, 0, 0), BreachTime.Of(11, 10, [new(10, 9, 11, 12, 0.6)]));
}
