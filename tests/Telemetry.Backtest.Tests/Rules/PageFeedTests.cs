using System.Text;
using Telemetry.Backtest.Rules;
using Xunit;

namespace Telemetry.Backtest.Tests.Rules;

public sealed class PageFeedTests
{
    private const string Target = "job=\"j\",instance=\"i\",metrics_path=\"/metrics\"";

    [Theory]
    [InlineData("x 1", "x{" + Target + "} 1 1000.500")]
    [InlineData("x{a=\"}\"} +Inf 1700000000000", "x{a=\"}\"," + Target + "} +Inf 1000.500")]
    [InlineData("x{job=\"own\",a=\"b\",} 2", "x{exported_job=\"own\",a=\"b\"," + Target + "} 2 1000.500")]
    public void Line_ThatARuleReads_GetsTheTargetsLabelsAndItsTime(string line, string expected) =>
        Assert.Equal(["up{" + Target + "} 1 1000.500", expected, "# EOF"], Feed((1_000_500, $"# TYPE x gauge\n{line}\nother 3\n")));

    [Fact]
    public void Pages_BetweenTwoIntervals_AreLeftOut() =>
        Assert.Equal(2, Feed((0, "x 1"), (5_000, "x 2"), (10_000, "x 3"), (14_500, "x 4")).Count(line => line.StartsWith('x')));

    [Fact]
    public void Scrape_WithoutAnAnswer_IsDown()
    {
        var output = new StringWriter();
        new PageFeed(output, Rules()).Add(new FedScrape("j", "i", "/metrics", 0, IsUp: false), null);

        Assert.Equal("up{" + Target + "} 0 0.000\n", output.ToString());
    }

    private static RuleSet Rules() => new([new AlertRule("A", "x > 1", 0)], []);

    private static string[] Feed(params (long TimeMs, string Page)[] pages)
    {
        var output = new StringWriter();
        var feed = new PageFeed(output, Rules());
        foreach (var (time, page) in pages) feed.Add(new FedScrape("j", "i", "/metrics", time, IsUp: true), Encoding.UTF8.GetBytes(page));
        feed.End();
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
