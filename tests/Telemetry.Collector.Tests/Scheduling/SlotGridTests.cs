using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Xunit;

namespace Telemetry.Collector.Tests.Scheduling;

public sealed class SlotGridTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_795_220_925_399);

    [Fact]
    public void Slots_OfTheConfiguredPace_FollowEachOtherByTheInterval()
    {
        var grid = Grid("a", 5);
        var first = grid.After(grid.At(Time, ScrapePace.Configured), ScrapePace.Configured);
        var second = grid.After(first, ScrapePace.Configured);

        Assert.InRange(grid.MomentOf(first) - Time, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), grid.MomentOf(second) - grid.MomentOf(first));
    }

    [Fact]
    public void Slots_FollowFromIdentityAndIntervalAlone()
    {
        var other = new SlotGrid(Target("a", 5) with { Url = new Uri("http://elsewhere/m"), Timeout = TimeSpan.FromSeconds(1), Component = "etcd" });

        Assert.Equal(Grid("a", 5).MomentOf(1000), other.MomentOf(1000));
        Assert.NotEqual(Grid("a", 5).MomentOf(1000), Grid("b", 5).MomentOf(1000));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(15, 1)]
    [InlineData(2.5, 1.25)]
    [InlineData(1.5, 1.5)]
    [InlineData(0.2, 0.2)]
    [InlineData(7, 1)]
    public void Slots_OfTheFastPace_FallOnWholeFractions_NotBelowASecond(double interval, double fast)
    {
        var grid = Grid("a", interval);

        Assert.Equal(fast, grid.IntervalOf(ScrapePace.Fast).TotalSeconds, 6);
        Assert.Equal(2 * interval, grid.IntervalOf(ScrapePace.Slow).TotalSeconds, 6);
        Assert.Equal(0, grid.IntervalOf(ScrapePace.Configured).Ticks % grid.IntervalOf(ScrapePace.Fast).Ticks);
    }

    [Fact]
    public void Slots_OfEveryPace_HaveTheNumberThatTheOthersGiveThem()
    {
        var random = new Random(7);
        foreach (var interval in (double[])[0.1, 1, 1.5, 2.5, 5, 7, 15, 30, 60, 299])
        {
            var grid = Grid($"target-{interval}", interval);
            for (var i = 0; i < 500; i++)
            {
                var time = Time.AddTicks(random.NextInt64(TimeSpan.FromDays(1).Ticks));
                var fast = grid.At(time, ScrapePace.Fast);
                Assert.InRange(time, grid.MomentOf(fast), grid.MomentOf(fast + 1) - TimeSpan.FromTicks(1));
                Assert.Equal(fast, grid.At(grid.MomentOf(fast), ScrapePace.Fast));
                foreach (var pace in (ScrapePace[])[ScrapePace.Configured, ScrapePace.Slow])
                {
                    var slot = grid.At(time, pace);
                    Assert.Equal(slot, grid.At(grid.MomentOf(slot), ScrapePace.Fast));
                    Assert.InRange(time, grid.MomentOf(slot), grid.MomentOf(grid.After(slot, pace)) - TimeSpan.FromTicks(1));
                }
            }
        }
    }

    [Fact]
    public void Slots_OfTheSlowPace_AreEverySecondOne()
    {
        var grid = Grid("a", 5);
        var slow = grid.At(Time, ScrapePace.Slow);

        Assert.Equal(grid.After(slow, ScrapePace.Slow), grid.After(grid.After(slow, ScrapePace.Configured), ScrapePace.Configured));
    }

    [Fact]
    public void Slots_OfManyTargets_SpreadOverTheInterval()
    {
        const int Targets = 1000;
        var perSecond = Enumerable.Range(0, Targets).Select(i => Grid($"host-{i}", 5))
            .GroupBy(grid => (int)(5 * grid.Phase)).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(5, perSecond.Count);
        Assert.All(perSecond.Values, count => Assert.InRange(count, 150, 250));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4.9, 0)]
    [InlineData(5, 1)]
    [InlineData(24, 4)]
    public void Slots_ThatPassed_AreCounted(double seconds, int missed)
    {
        var grid = Grid("a", 5);
        var slot = grid.At(Time, ScrapePace.Configured);

        Assert.Equal(missed, grid.Missed(slot, grid.MomentOf(slot).AddSeconds(seconds), ScrapePace.Configured));
    }

    private static SlotGrid Grid(string instance, double seconds) => new(Target(instance, seconds));

    private static ScrapeTarget Target(string instance, double seconds) => new()
    {
        Id = new TargetId("cluster", "job", instance),
        Url = new Uri("http://host/metrics"),
        Interval = TimeSpan.FromSeconds(seconds),
        Timeout = TimeSpan.FromSeconds(seconds),
        BodyLimitBytes = 1,
    };
}
