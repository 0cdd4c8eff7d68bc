using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class TailLadderTests
{
    [Theory]
    [InlineData("normal", 3)]
    [InlineData("normal", 4)]
    [InlineData("exponential", 3)]
    [InlineData("exponential", 4)]
    [InlineData("student", 3)]
    public void Evidence_OfItsOwnNoise_IsReachedAsOftenAsItSays(string family, double level)
    {
        var noise = new Gaussian(6);
        var ladder = new TailLadder();
        int reached = 0, judged = 0;
        const int Count = 1_000_000;
        for (var i = 0; i < Count; i++)
        {
            var value = family switch
            {
                "normal" => noise.Normal(),
                "exponential" => noise.Exponential() - 1,
                _ => noise.Normal() / Math.Sqrt((Square(noise) + Square(noise) + Square(noise) + Square(noise)) / 4),
            };
            var claimed = NormalTail.Evidence(value);
            if (i > Count / 5)
            {
                judged++;
                if (ladder.Evidence(claimed, i, 0.5) >= level) reached++;
            }

            ladder.Learn(claimed);
        }

        Assert.InRange(reached / (judged * Math.Pow(10, -level)), 0.5, 1.8);
    }

    [Fact]
    public void Learn_AnExcursion_CountsOnceAndWhenItHasEnded()
    {
        var (brief, lasting) = (new TailLadder(), new TailLadder());
        brief.Learn(6);
        for (var i = 0; i < 50; i++) lasting.Learn(6);
        Assert.Equal(new TailLadder().Evidence(6, 100, 1), lasting.Evidence(6, 100, 1));

        for (var i = 0; i < 15; i++)
        {
            brief.Learn(0);
            lasting.Learn(0);
        }

        Assert.True(lasting.Evidence(6, 100, 1) < new TailLadder().Evidence(6, 100, 1));
        Assert.Equal(brief.Evidence(6, 100, 1), lasting.Evidence(6, 100, 1));
    }

    [Fact]
    public void End_OfAnExcursionBeyondChance_LeavesTheTailAsItWas()
    {
        var ladder = new TailLadder();
        for (var i = 0; i < 50; i++) ladder.Learn(20);

        ladder.End(furthest: 8);

        Assert.Equal(new TailLadder().Evidence(6, 100, 1), ladder.Evidence(6, 100, 1));
    }

    [Fact]
    public void Evidence_GrowsWithTheClaim()
    {
        var ladder = new TailLadder();
        var before = -1.0;
        for (var claimed = 0.0; claimed < 300; claimed += 0.25)
        {
            var evidence = ladder.Evidence(claimed, 500, 0.5);
            Assert.True(evidence >= before);
            before = evidence;
        }
    }

    private static double Square(Gaussian noise) => Math.Pow(noise.Normal(), 2);
}
