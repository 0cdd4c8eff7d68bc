using Telemetry.Backtest.Rules;
using Xunit;

namespace Telemetry.Backtest.Tests.Rules;

public sealed class AlertRuleTests
{
    private const long Step = 15_000;

    [Theory]
    [InlineData(0, 30_000)]
    [InlineData(15_000, 45_000)]
    [InlineData(20_000, 60_000)]
    public void Condition_ThatHolds_FiresAtTheFirstEvaluationBehindItsFor(long holdMs, long firesMs)
    {
        var firing = Assert.Single(new AlertRule("Slow", "x > 1", holdMs).Firings([30_000, 45_000, 60_000], 0, Step));

        Assert.Equal((firesMs, 60_000), (firing.FromMs, firing.ToMs));
    }

    [Fact]
    public void Condition_ThatPauses_BeginsItsForAnew() =>
        Assert.Empty(new AlertRule("Slow", "x > 1", 2 * Step).Firings([15_000, 30_000, 60_000, 75_000], 0, Step));

    [Fact]
    public void Condition_ThatHeldFromTheFirstEvaluation_IsNoNewsUntilItComesBack() =>
        Assert.Equal(60_000, Assert.Single(new AlertRule("Slow", "x > 1", 0).Firings([0, 15_000, 60_000], 0, Step)).FromMs);
}
