using Telemetry.Collector.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>When counters began: the rules behind "an error counter is born with its first error".</summary>
public sealed class CounterStartTests
{
    private readonly EncoderRig _rig = new("c", "h");

    [Fact]
    public void Counter_OnTheFirstPage_BeganAtAnUnknownTime() => Assert.Equal(["counter c{i=1} 9"], Scrape((1, 9)));

    [Fact]
    public void Counter_AbsentFromTheGoodPageBefore_BeganThen()
    {
        Scrape((1, 9));
        Assert.Equal(["counter c{i=1} 9", "counter c{i=2} 3 since 1000"], Scrape((1, 9), (2, 3)));
        Assert.Equal(["counter c{i=1} 9", "counter c{i=2} 5 since 1000"], Scrape((1, 9), (2, 5)));
    }

    [Fact]
    public void Counter_AfterAFailedScrape_BeganBehindTheLastGoodOne()
    {
        Scrape((1, 9));
        _rig.Fail(ScrapeFailure.Timeout);
        Assert.Contains("counter c{i=2} 3 since 1000", Scrape((1, 9), (2, 3)));
    }

    [Fact]
    public void Counter_AfterAPageThatBrokeOff_BeganBehindTheLastWholeOne()
    {
        _rig.Fail(ScrapeFailure.Truncated, "# TYPE c counter\nc{i=\"1\"} 1\n");
        Assert.Equal(["counter c{i=1} 1", "counter c{i=2} 3"], Scrape((1, 1), (2, 3)));
    }

    [Fact]
    public void Counter_ThatFell_BeganBehindTheScrapeThatSawItHigher()
    {
        Scrape((1, 9));
        Scrape((1, 10));
        Assert.Equal(["counter c{i=1} 2 since 2000"], Scrape((1, 2)));
        Assert.Equal(["counter c{i=1} 4 since 2000"], Scrape((1, 4)));
    }

    [Fact]
    public void Counter_ThatWasGoneForAWhile_IsNotBornAnew()
    {
        Scrape((1, 9));
        Scrape();
        Scrape();
        Assert.Equal(["counter c{i=1} 12"], Scrape((1, 12)));
    }

    [Fact]
    public void Counter_ThatCameBackLower_BeganBehindItsLastValue()
    {
        Scrape((1, 9));
        Scrape();
        Assert.Equal(["counter c{i=1} 2 since 1000"], Scrape((1, 2)));
    }

    [Fact]
    public void Histogram_FollowsTheSameRules()
    {
        static string Page(int count) => $"# TYPE h histogram\nh_bucket{{le=\"+Inf\"}} {count}\nh_sum 1\nh_count {count}\n";
        Scrape((1, 1));

        Assert.Equal(["histogram h inf:5 sum 1 since 1000"], _rig.Encode(Page(5)).Where(IsHistogram));
        Assert.Equal(["histogram h inf:6 sum 1 since 1000"], _rig.Encode(Page(6)).Where(IsHistogram));
        Assert.Equal(["histogram h inf:2 sum 1 since 3000"], _rig.Encode(Page(2)).Where(IsHistogram));
    }

    [Fact]
    public void Counter_WhoseSampleIsOlderThanItsScrape_DoesNotBeginBehindIt()
    {
        Scrape();
        Assert.Equal(["counter c 3 since 400 at 400"], _rig.Encode("# TYPE c counter\nc 3 400\n"));
    }

    [Fact]
    public void Gauge_HasNoStart()
    {
        _rig.Encode("");
        Assert.Equal(["gauge c 1"], _rig.Encode("# TYPE c gauge\nc 1\n"));
    }

    private static bool IsHistogram(string line) => line.StartsWith("histogram", StringComparison.Ordinal);

    private List<string> Scrape(params (int I, int Value)[] counters) =>
        _rig.Encode("# TYPE c counter\n" + string.Concat(counters.Select(counter => $"c{{i=\"{counter.I}\"}} {counter.Value}\n")));
}
