using Telemetry.Detection.Snapshots;
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

        Rest(ref brief);
        Rest(ref lasting);

        Assert.True(lasting.Evidence(6, 100, 1) < new TailLadder().Evidence(6, 100, 1));
        Assert.Equal(brief.Evidence(6, 100, 1), lasting.Evidence(6, 100, 1));
    }

    [Fact]
    public void Learn_AnExcursionThatComesBackToItsHeight_CountsTwice()
    {
        var (once, twice) = (new TailLadder(), new TailLadder());
        once.Learn(3.2);
        twice.Learn(3.2);
        for (var i = 0; i < 5; i++) twice.Learn(2.1);
        twice.Learn(3.2);

        Rest(ref once);
        Rest(ref twice);

        Assert.True(twice.Evidence(3.2, 100, 1) < once.Evidence(3.2, 100, 1));
    }

    [Fact]
    public void Restore_AmidAnExcursion_GoesOnAsIfNothingHadBeen()
    {
        var ladder = new TailLadder();
        for (var i = 0; i < 400; i++) ladder.Learn(i % 31 == 0 ? 5 : i % 7 / 2.0);
        var writer = new SnapshotWriter();
        ladder.Save(writer);
        var reader = new SnapshotReader(writer.Written.Span);
        var restored = new TailLadder();
        restored.Restore(ref reader);

        Rest(ref ladder);
        Rest(ref restored);

        for (var claimed = 0.5; claimed < 20; claimed++) Assert.Equal(ladder.Evidence(claimed, 400, 0.5), restored.Evidence(claimed, 400, 0.5));
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
    public void Settle_OfAnExcursionThatWasFollowed_CountsItAsFarAsItWent()
    {
        var (learned, followed, left) = (new TailLadder(), new TailLadder(), new TailLadder());
        foreach (var claimed in (ReadOnlySpan<double>)[5, 7, 11])
        {
            learned.Learn(claimed);
            followed.Follow(claimed);
            left.Follow(claimed);
        }

        Rest(ref learned);
        followed.Settle();
        left.Drop();

        Assert.Equal(learned.Evidence(11, 100, 1), followed.Evidence(11, 100, 1));
        Assert.Equal(new TailLadder().Evidence(11, 100, 1), left.Evidence(11, 100, 1));
        Assert.True(followed.Evidence(11, 100, 1) < left.Evidence(11, 100, 1));
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

    [Fact]
    public void MayExceed_NothingCountedOrMuch_NeverMissesEvidence()
    {
        var (counted, missed, spared) = (new TailLadder(), 0, 0);
        for (var scrapes = 0; scrapes < 5000; scrapes += 7)
        {
            var claimed = scrapes % 53 / 10.0;
            foreach (var evidence in new[] { counted.Evidence(claimed, scrapes, 0.5), new TailLadder().Evidence(claimed, scrapes, 0.5) })
            {
                if (evidence > 1 && !TailLadder.MayExceed(1, claimed, scrapes)) missed++;
                if (!TailLadder.MayExceed(1, claimed, scrapes)) spared++;
            }

            counted.Learn(claimed);
        }

        Assert.Equal(0, missed);
        Assert.NotEqual(0, spared);
    }

    private static void Rest(ref TailLadder ladder)
    {
        for (var i = 0; i < 15; i++) ladder.Learn(0);
    }

    private static double Square(Gaussian noise) => Math.Pow(noise.Normal(), 2);
}
