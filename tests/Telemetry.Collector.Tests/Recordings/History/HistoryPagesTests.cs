using System.Text;
using Telemetry.Collector.Recordings.History;
using Telemetry.Collector.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Recordings.History;

public sealed class HistoryPagesTests
{
    private static readonly double Stale = BitConverter.Int64BitsToDouble(0x7ff0000000000002);

    [Fact]
    public void Series_OfOneScrape_AreItsPage()
    {
        var pages = HistoryPages.Of(
        [
            Series("up", "", (1000, 1), (2000, 0), (3000, 1)),
            Series("scrape_duration_seconds", "", (1000, 0.25)),
            Series("d_count", "", (1000, 3), (3000, 4)),
            Series("d_bucket", "+Inf", (1000, 3), (3000, 4)),
            Series("d_bucket", "0.5", (1000, 1), (3000, 1)),
            Series("a", "", (1000, 7), (3000, Stale)),
        ]).ToList();

        Assert.Equal([(1000L, 250L, 200), (2000, 0, 0), (3000, 0, 200)], pages.Select(page => (page.StartMs, page.DurationMs, page.Status)));
        Assert.Equal(ScrapeFailure.Unreachable, pages[1].Failure);
        Assert.Equal("a 7\n# TYPE d histogram\nd_bucket{le=\"0.5\"} 1\nd_bucket{le=\"+Inf\"} 3\nd_count 3\n", Encoding.UTF8.GetString(pages[0].Body.Span));
        Assert.Equal("# TYPE d histogram\nd_bucket{le=\"0.5\"} 1\nd_bucket{le=\"+Inf\"} 4\nd_count 4\n", Encoding.UTF8.GetString(pages[2].Body.Span));
    }

    [Fact]
    public void Sample_WithATimeOfItsOwn_BelongsToTheNextScrape()
    {
        var page = Assert.Single(HistoryPages.Of([Series("up", "", (5000, 1)), Series("own", "", (4200, 1))]));

        Assert.Equal("own 1\n", Encoding.UTF8.GetString(page.Body.Span));
    }

    private static HistorySeries Series(string name, string bound, params (long TimeMs, double Value)[] samples)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["__name__"] = name, ["job"] = "j", ["instance"] = "i" };
        if (bound.Length > 0) labels["le"] = bound;
        return new HistorySeries(labels, [.. samples.Select(sample => new HistorySample(sample.TimeMs, sample.Value))]);
    }
}
