using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Series;

public sealed class SeriesTableTests
{
    private const string Histogram = """
        # HELP latency_seconds How long it took.
        # TYPE latency_seconds histogram
        latency_seconds_bucket{verb="GET",le="0.1"} 3
        latency_seconds_bucket{verb="GET",le="1"} 5
        latency_seconds_bucket{verb="GET",le="+Inf"} 7
        latency_seconds_sum{verb="GET"} 4.5
        latency_seconds_count{verb="GET"} 7

        """;

    [Fact]
    public void Read_Histogram_IsOneMetricWithItsBounds()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        var reading = Read(table, Histogram);

        var family = Assert.Single(table.Families);
        Assert.Equal((FamilyType.Histogram, "How long it took."), (family.Type, family.Help));
        var metric = Assert.Single(family.Metrics);
        Assert.Equal([new Label("verb", "GET")], metric.Labels.Labels.ToArray());
        Assert.Equal([0.1, 1, double.PositiveInfinity], metric.Series.Where(static s => s.Role == SeriesRole.Bucket).Select(static s => s.Bound));
        Assert.Equal([3, 5, 7, 4.5, 7], metric.Series.Select(static s => s.Value));
        Assert.Equal((5, 5, 0), (reading.Samples, reading.Unpredicted, reading.BadLines));
    }

    [Fact]
    public void Read_KnownPage_NeedsNoLookAtLabels()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        Read(table, Histogram);
        var series = table.Families.Single().Metrics.Single().Series[4];
        var reading = Read(table, Histogram.Replace("} 7", "} 9", StringComparison.Ordinal));

        Assert.Equal((5, 0), (reading.Samples, reading.Unpredicted));
        Assert.Same(series, table.Families.Single().Metrics.Single().Series[4]);
        Assert.Equal((9, 2u), (series.Value, series.LastSeen));
    }

    [Fact]
    public void Read_KnownPage_AllocatesNothingPerSample()
    {
        var small = AllocatedByKnownPage(samples: 10);
        var large = AllocatedByKnownPage(samples: 5_000);
        Assert.Equal(small, large);
    }

    [Fact]
    public void Read_NewAndMissingSeries_CostOnlyTheirOwnPrediction()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        Read(table, "a 1\nb 1\nc 1\nd 1\n");
        var inserted = Read(table, "a 1\nb 1\nx 1\nc 1\nd 1\n");
        var removed = Read(table, "a 1\nb 1\nc 1\nd 1\n");
        var settled = Read(table, "a 1\nb 1\nc 1\nd 1\n");

        Assert.Equal((1, 1, 0), (inserted.Unpredicted, removed.Unpredicted, settled.Unpredicted));
        Assert.Equal((0, 1, 0), (inserted.Vanished, removed.Vanished, settled.Vanished));
    }

    [Fact]
    public void Read_VanishedSeries_StaysOnePageThenGoes()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        Read(table, "a 1\nb 2\n");
        var reading = Read(table, "a 1\n");
        var absent = table.Families.Single(static f => f.Name == "b").Metrics.Single().Series.Single();
        Assert.Equal((1, 1u, 2), (reading.Vanished, absent.LastSeen, table.Count));

        Read(table, "a 1\n");
        Assert.Equal(1, table.Count);
        Assert.Empty(table.Families.Single(static f => f.Name == "b").Metrics);

        var back = Read(table, "a 1\nb 3\n");
        Assert.Equal((2, 1), (back.Samples, back.Unpredicted));
    }

    [Fact]
    public void Read_UnwantedFamilies_AreCountedNotKept()
    {
        var table = new SeriesTable(static name => new FamilyRule(IsWanted: name == "wanted"));
        const string Page = "# TYPE other histogram\nother_bucket{le=\"1\"} 1\nother_count 1\nwanted 5\nother_too 1\n";
        Read(table, Page);
        var reading = Read(table, Page);

        Assert.Equal((1, 3, 0), (reading.Samples, reading.Unwanted, reading.BadLines));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Read_FullTable_RefusesNewSeriesAndCountsThem()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true), new PageLimits { SeriesLimit = 2 });
        var reading = Read(table, "a{i=\"1\"} 1\na{i=\"2\"} 2\na{i=\"3\"} 3\na{i=\"1\"} 4\n");

        Assert.Equal((3, 1, 2), (reading.Samples, reading.Refused, table.Count));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1e0")]
    public void Read_BoundInAnySpelling_IsOneNumber(string spelling)
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        Read(table, $"# TYPE h histogram\nh_bucket{{le=\"{spelling}\"}} 1\n");
        Assert.Equal(1, table.Families.Single().Metrics.Single().Series.Single().Bound);
    }

    [Fact]
    public void Read_SameSeriesInTwoSpellings_IsABadLine()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        var reading = Read(table, "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"1.0\"} 1\nh_bucket 2\n");

        Assert.Equal(1, reading.Samples);
        Assert.Equal(1, reading.BadLinesOf(BadLineReason.DuplicateSeries));
        Assert.Equal(1, reading.BadLinesOf(BadLineReason.InvalidBound));
        Assert.Equal([3, 4], reading.Examples.Select(static e => e.Line));
    }

    [Fact]
    public void Read_FamilyOfAnotherType_IsLearntAnew()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        Read(table, "# TYPE s_count gauge\ns_count 1\n");
        Read(table, "# TYPE s summary\ns_count 1\ns{quantile=\"0.5\"} 2\n");
        var reading = Read(table, "# TYPE s gauge\ns 1\ns_count 1\n");

        Assert.Equal((2, 0), (reading.Samples, reading.BadLines));
        Assert.Equal(FamilyType.Gauge, table.Families.Single(static f => f.Name == "s").Type);
        Assert.Equal(["s", "s_count"], table.Families.SelectMany(static f => f.Metrics).SelectMany(static m => m.Series).Select(static s => s.Name).Order());
    }

    [Fact]
    public void Read_TypeAfterSamples_IsIgnoredOnEveryPage()
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        const string Page = "a 1\n# TYPE a counter\n";
        Read(table, Page);
        var reading = Read(table, Page);

        Assert.Equal(0, reading.Unpredicted);
        Assert.Equal(FamilyType.Unknown, table.Families.Single().Type);
    }

    private static PageReading Read(SeriesTable table, string page) =>
        table.Read(Encoding.UTF8.GetBytes(page), ExpositionFormat.Text);

    private static long AllocatedByKnownPage(int samples)
    {
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        var page = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, samples).Select(static i => $"m{{i=\"{i}\"}} {i}.5 {i}\n")));
        // The runtime itself allocates now and then on whatever thread is running; the least of several reads is ours alone.
        return Enumerable.Range(0, 10).Min(_ => AllocatedBy(table, page));
    }

    private static long AllocatedBy(SeriesTable table, byte[] page)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        table.Read(page, ExpositionFormat.Text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
