using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class JointEvidenceTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    [InlineData(10, 2)]
    [InlineData(10, 3)]
    public void Combine_ChanceAlone_ReachesALevelNoMoreOftenThanItSays(int signals, double level)
    {
        var noise = new Gaussian(7);
        const int Trials = 200_000;
        var reached = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var evidence = Enumerable.Range(0, signals).Select(_ => noise.Exponential() / Math.Log(10)).OrderDescending().ToArray();
            if (JointEvidence.Combine(evidence, signals) >= level) reached++;
        }

        // A union bound: at most as often, and not by orders less.
        Assert.InRange(reached / (Trials * Math.Pow(10, -level)), 0.1, 1.2);
    }

    [Fact]
    public void Combine_TwoThatAgree_AreMoreThanOne() =>
        Assert.True(JointEvidence.Combine([5, 5], 10) > JointEvidence.Combine([5], 10));

    [Fact]
    public void Combine_OneBeyondBelief_IsCapped() => Assert.InRange(JointEvidence.Combine([400], 1), 0, JointEvidence.Cap);

    [Fact]
    public void Budget_OnePageAMonth_IsTheWrittenThreshold()
    {
        Assert.Equal(6.24, new EvidenceBudget().Page, 2);
        Assert.Equal(4.76, new EvidenceBudget().Ticket, 2);
        Assert.True(new EvidenceBudget(PagesPerMonth: 10).Page < new EvidenceBudget().Page);
    }

    [Theory]
    [InlineData(60_000, 4.76)]
    [InlineData(300_000, 4.06)]
    public void Budget_TwoLooks_LoosenThePageAlone(long intervalMs, double expected) =>
        Assert.Equal(expected, new EvidenceBudget().At(intervalMs).Ticket, 2);

    [Fact]
    public void Budget_TicketsAsRareAsPages_DemandNoMoreThanAPage()
    {
        var budget = new EvidenceBudget(PagesPerMonth: 720, TicketsPerDay: 24).At(60_000);

        Assert.Equal(budget.Page, budget.Ticket);
    }

    [Theory]
    [InlineData(5_000, 6.24)]
    [InlineData(60_000, 5.24)]
    [InlineData(300_000, 4.54)]
    public void Budget_DecisionsFurtherApart_DemandLessOfEach(long intervalMs, double expected) =>
        Assert.Equal(expected, new EvidenceBudget().At(intervalMs).Page, 2);
}
