using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

public sealed class ScrapeEncoderTests
{
    private const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    [Fact]
    public void Page_OfEveryScalarType_KeepsTypesLabelsAndTimes()
    {
        var rig = new EncoderRig("requests_total", "temperature", "untyped_thing");

        var lines = rig.Encode("""
            # TYPE requests_total counter
            requests_total{verb="GET",code="200"} 5
            requests_total{verb="POST",code="500"} 1
            # TYPE temperature gauge
            temperature -3.5
            untyped_thing{a="x\"y"} NaN 777
            # TYPE unwanted gauge
            unwanted 1

            """);

        Assert.Equal(
            [
                "counter requests_total{code=200,verb=GET} 5",
                "counter requests_total{code=500,verb=POST} 1",
                "gauge temperature -3.5",
                "gauge untyped_thing{a=x\"y} NaN at 777",
            ], lines);
        Assert.Equal((5, 4, 1), (rig.Tally.Read, rig.Tally.Forwarded, rig.Tally.NotInCatalog));
    }

    [Fact]
    public void Summary_BecomesQuantilesAndTwoCounters()
    {
        var lines = new EncoderRig("rpc_seconds").Encode("""
            # TYPE rpc_seconds summary
            rpc_seconds{zone="b",quantile="0.5"} 0.1
            rpc_seconds{zone="b",quantile="0.99"} 0.9
            rpc_seconds_sum{zone="b"} 12
            rpc_seconds_count{zone="b"} 40

            """);

        Assert.Equal(
            [
                "gauge rpc_seconds{quantile=0.5,zone=b} 0.1",
                "gauge rpc_seconds{quantile=0.99,zone=b} 0.9",
                "counter rpc_seconds_sum{zone=b} 12",
                "counter rpc_seconds_count{zone=b} 40",
            ], lines);
    }

    [Fact]
    public void OpenMetricsPage_GivesCountersTheirNameAndTimeOfCreation()
    {
        var lines = new EncoderRig("jobs_total", "wait").Encode("""
            # TYPE jobs counter
            jobs_total{q="a"} 7
            jobs_created{q="a"} 0.5
            # TYPE wait histogram
            wait_bucket{le="1.0"} 2
            wait_bucket{le="+Inf"} 3
            wait_sum 4
            wait_count 3
            wait_created 0.25
            # EOF

            """, OpenMetrics);

        Assert.Equal(["counter jobs_total{q=a} 7 since 500", "histogram wait 1:2 inf:1 sum 4 since 250"], lines);
    }

    [Fact]
    public void OwnSignals_AreInEveryRecordAndCannotBeOverwritten()
    {
        var lines = new EncoderRig("a", "up").EncodeAll("up 17\na 1\nbroken line here\n");

        Assert.Equal(
            ["gauge a 1", "gauge up 1", "gauge scrape_duration_seconds 0.25", "gauge scrape_samples_scraped 2", "gauge scrape_bad_lines 1",
                "gauge scrape_problems{reason=invalid_value} 1"], lines);
    }

    [Fact]
    public void FailedScrape_IsARecordWithItsReason()
    {
        var rig = new EncoderRig("a");
        rig.Encode("a 1\n");

        Assert.Equal(
            [
                "gauge up 0", "gauge scrape_duration_seconds 0.25", "gauge scrape_samples_scraped 0", "gauge scrape_bad_lines 0",
                "gauge scrape_failure{reason=refused} 1",
            ], rig.Fail(ScrapeFailure.Refused));
    }

    [Fact]
    public void Page_OfAnotherType_IsAFailure()
    {
        var lines = new EncoderRig("a").EncodeAll("<html>a 1</html>\n", "text/html; charset=utf-8");

        Assert.Contains("gauge up 0", lines);
        Assert.Contains("gauge scrape_failure{reason=html} 1", lines);
    }

    [Fact]
    public void Page_WithoutAGoodLine_IsAFailure()
    {
        var lines = new EncoderRig("a").EncodeAll("{\"error\": \"not here\"}\n", "text/plain");

        Assert.Contains("gauge up 0", lines);
        Assert.Contains("gauge scrape_failure{reason=malformed} 1", lines);
    }

    [Fact]
    public void Page_WithABadLine_LosesThatLineAlone()
    {
        var rig = new EncoderRig("a", "b", "c");

        Assert.Equal(["gauge a 1", "gauge c 3"], rig.Encode("a 1\nb two\nc 3\n"));
        Assert.Equal(1, rig.Tally.BadLines);
    }

    [Fact]
    public void EmptyPage_IsAGoodScrape()
    {
        var rig = new EncoderRig("a");

        Assert.Contains("gauge up 1", rig.EncodeAll(""));
        Assert.Equal(ScrapeFailure.None, rig.Failure);
    }

    [Fact]
    public void Series_ThatVanishes_EndsOnce()
    {
        var rig = new EncoderRig("a", "h");
        const string Histogram = "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_count 1\n";
        rig.Encode("a{i=\"1\"} 1\na{i=\"2\"} 2\n" + Histogram);

        Assert.Equal(["gauge a{i=1} stale", "gauge a{i=2} 2", "histogram h stale"], rig.Encode("a{i=\"2\"} 2\n"));
        Assert.Equal(["gauge a{i=2} 2"], rig.Encode("a{i=\"2\"} 2\n"));
    }

    [Fact]
    public void Series_BehindTheEndOfABrokenPage_HasNotEnded()
    {
        var rig = new EncoderRig("a", "b");
        rig.Encode("a 1\nb 2\n");

        var broken = rig.Fail(ScrapeFailure.Truncated, "a 1\n");
        Assert.Contains("gauge up 1", broken);
        Assert.Contains("gauge scrape_failure{reason=truncated} 1", broken);
        Assert.DoesNotContain(broken, line => line.Contains("stale", StringComparison.Ordinal));
        Assert.Equal(["gauge a 1", "gauge b 2"], rig.Encode("a 1\nb 2\n"));
    }

    [Fact]
    public void OpenMetricsPage_WithoutItsEnd_CountsAsBrokenOff()
    {
        var rig = new EncoderRig("a", "b");
        rig.Encode("a 1\nb 2\n# EOF\n", OpenMetrics);

        Assert.Equal(["gauge a 1"], rig.Encode("a 1\n", OpenMetrics));
        Assert.Equal(ScrapeFailure.Truncated, rig.Failure);
    }

    [Fact]
    public void Series_ThereTwice_CountsOnce()
    {
        var rig = new EncoderRig("a");

        Assert.Single(rig.Encode("a 1\na 1\n"));
        Assert.Equal(1, rig.Tally.Duplicates);
    }

    [Fact]
    public void Page_AboveTheRecordLimit_IsSplitWithoutLoss()
    {
        var rig = new EncoderRig("wide");
        var page = "# TYPE wide gauge\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"wide{{label=\"{i:D100}\"}} {i}\n"));

        var records = rig.Records(page, "text/plain", ScrapeFailure.None);

        Assert.True(records.Count > 2);
        Assert.All(records, record => Assert.InRange(record.Length + "cluster/job/instance".Length, 1, Streams.MaxRecordBytes));
        var values = RecordText.Lines(records).Where(line => line.StartsWith("gauge wide", StringComparison.Ordinal)).ToList();
        Assert.Equal(20_000, values.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20_000, values.Count);
    }

    [Fact]
    public void Resource_NamesTargetScrapeAndLabels()
    {
        var record = new EncoderRig("a").Records("a 1\n", "text/plain", ScrapeFailure.None).Single();
        var reader = new MetricsRecordReader(record.Span);
        Assert.True(reader.Read());

        Assert.Equal(new TargetId("cluster", "job", "instance"), reader.Resource.ToTarget());
        Assert.Equal((1000, 1000, 250), (reader.Resource.ScrapeTimeMs, reader.Resource.IntervalMs, reader.Resource.DurationMs));
        Assert.Equal("node-1", reader.Resource.Attributes.Find("k8s.node.name"u8));
        Assert.Equal("etcd", reader.Resource.Attributes.Find("telemetry.component"u8));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("text/plain; version=0.0.4; charset=utf-8", true)]
    [InlineData("TEXT/PLAIN", true)]
    [InlineData("application/json", false)]
    [InlineData("text/plainer", false)]
    [InlineData("application/vnd.google.protobuf; encoding=text", false)]
    public void ContentType_SaysWhetherThePageIsRead(string? contentType, bool isRead) =>
        Assert.Equal(isRead ? ["gauge a 1"] : [], new EncoderRig("a").Encode("a 1\n", contentType));
}
