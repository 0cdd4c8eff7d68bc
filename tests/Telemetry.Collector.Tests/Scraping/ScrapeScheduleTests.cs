using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

public sealed class ScrapeScheduleTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_795_220_925_399);

    [Fact]
    public void Moments_FollowEachOtherByTheInterval()
    {
        var schedule = new ScrapeSchedule(Target("a"));
        var first = schedule.NextAfter(Time);

        Assert.True(first > Time);
        Assert.Equal(first + TimeSpan.FromSeconds(5), schedule.NextAfter(first));
        Assert.Equal(first, schedule.NextAfter(first - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Moments_OfOneIdentity_AreTheSameAfterARestart() =>
        Assert.Equal(new ScrapeSchedule(Target("a")).NextAfter(Time), new ScrapeSchedule(Target("a")).NextAfter(Time));

    [Fact]
    public void Moments_OfManyTargets_SpreadOverTheInterval()
    {
        const int Targets = 1000;
        var perSecond = Enumerable.Range(0, Targets).Select(i => new ScrapeSchedule(Target($"host-{i}")).NextAfter(Time))
            .GroupBy(moment => (int)(moment - Time).TotalSeconds).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(5, perSecond.Count);
        Assert.All(perSecond.Values, count => Assert.InRange(count, 150, 250));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(10, 1)]
    [InlineData(25, 4)]
    public void Moments_ThatPassed_AreCounted(int seconds, int missed) =>
        Assert.Equal(missed, new ScrapeSchedule(Target("a")).Between(Time, Time.AddSeconds(seconds)));

    private static ScrapeTarget Target(string instance) => new()
    {
        Id = new TargetId("cluster", "job", instance),
        Url = new Uri("http://host/metrics"),
        Interval = TimeSpan.FromSeconds(5),
        Timeout = TimeSpan.FromSeconds(5),
        BodyLimitBytes = 1,
    };
}
