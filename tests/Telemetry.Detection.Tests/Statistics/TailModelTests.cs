using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class TailModelTests
{
    [Theory]
    [InlineData("normal", 2)]
    [InlineData("normal", 3)]
    [InlineData("exponential", 2)]
    [InlineData("exponential", 3)]
    [InlineData("lognormal", 2)]
    [InlineData("lognormal", 3)]
    public void Evidence_OfItsOwnNoise_IsExceededAsOftenAsItSays(string family, double level)
    {
        var noise = new Gaussian(6);
        var tail = new TailModel(threshold: 2.6);
        int exceeded = 0, judged = 0;
        for (var i = 0; i < 400_000; i++)
        {
            var value = family switch
            {
                "normal" => noise.Normal(),
                "exponential" => noise.Exponential(),
                _ => Math.Exp(noise.Normal()),
            };
            if (i > 100_000)
            {
                judged++;
                if (tail.Evidence(value) >= level) exceeded++;
            }

            tail.Learn(value, weight: 1);
        }

        Assert.InRange(exceeded / (judged * Math.Pow(10, -level)), 0.3, 2);
    }

    [Fact]
    public void Learn_AnExcursion_CountsOnlyWhenItHasEnded()
    {
        var tail = new TailModel(threshold: 2.6);
        var before = tail.Evidence(6);
        for (var i = 0; i < 50; i++) tail.Learn(6, weight: 1);
        Assert.Equal(before, tail.Evidence(6));

        tail.Learn(0, weight: 1);

        Assert.True(tail.Evidence(6) < before - 0.5);
    }

    [Fact]
    public void DropExcursion_ADrift_LeavesTheTailAsItWas()
    {
        var (dropped, untouched) = (new TailModel(threshold: 2.6), new TailModel(threshold: 2.6));
        for (var i = 0; i < 50; i++) dropped.Learn(6, weight: 1);
        dropped.DropExcursion();
        dropped.Learn(0, weight: 1);
        untouched.Learn(0, weight: 1);

        Assert.Equal(untouched.Evidence(6), dropped.Evidence(6));
    }

    [Fact]
    public void Evidence_GrowsWithTheStatistic()
    {
        var tail = new TailModel(threshold: 2.6);
        var before = -1.0;
        for (var value = 0.0; value < 100; value += 0.5)
        {
            var evidence = tail.Evidence(value);
            Assert.True(evidence >= before);
            before = evidence;
        }
    }
}
