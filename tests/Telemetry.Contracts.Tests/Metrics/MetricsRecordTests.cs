using Telemetry.Contracts.Metrics;
using Xunit;

namespace Telemetry.Contracts.Tests.Metrics;

public sealed class MetricsRecordTests
{
    private const string ResourceLine =
        "k8s.cluster.name=c1,service.name=etcd,service.instance.id=10.0.0.1:2379,k8s.node.name=node-ü,"
        + "telemetry.scrape.time_ms=1700000000123,telemetry.scrape.interval_ms=5000,telemetry.scrape.duration_ms=17";

    private readonly MetricsRecordWriter _writer = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Record_RandomScrapes_ReadsAsWritten(int seed)
    {
        for (var round = 0; round < 50; round++)
        {
            var scrape = new RandomScrape((seed * 1000) + round);
            scrape.Write(_writer, metrics: round);
            var record = Assert.Single(_writer.End());
            Assert.Equal([$"resource {{{ResourceLine}}}", .. scrape.Expected], RecordText.Of(record.Span));
        }
    }

    [Fact]
    public void Resource_OfOurRecord_NamesTargetAndScrape()
    {
        new RandomScrape(1).Write(_writer, metrics: 1);
        var reader = new MetricsRecordReader(_writer.End()[0].Span);
        Assert.True(reader.Read());

        var resource = reader.Resource;
        Assert.Equal(RandomScrape.Header.Target, resource.ToTarget());
        Assert.Equal(1_700_000_000_123, resource.ScrapeTimeMs);
        Assert.Equal(5000, resource.IntervalMs);
        Assert.Equal(17, resource.DurationMs);
        Assert.Equal((1, 1), (resource.Part, resource.Parts));
        Assert.Equal("node-ü", resource.Attributes.Find("k8s.node.name"u8));
        Assert.Null(resource.Attributes.Find("k8s.pod.name"u8));
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public void Record_OverTheLimit_IsSplitAndLosesNothing(int maxBytes)
    {
        var writer = new MetricsRecordWriter(maxBytes);
        for (var seed = 0; seed < 20; seed++)
        {
            var scrape = new RandomScrape(seed);
            scrape.Write(writer, metrics: 40);
            var records = writer.End();

            Assert.True(records.Count > 1);
            Assert.Equal(0, writer.OversizedPoints);
            Assert.All(records, record => Assert.InRange(record.Length, 1, maxBytes));
            var texts = records.Select(record => RecordText.Of(record.Span)).ToList();
            for (var part = 0; part < texts.Count; part++)
                Assert.Equal($"resource {{{ResourceLine},telemetry.part={part + 1},telemetry.parts={texts.Count}}}", texts[part][0]);
            Assert.Equal(scrape.Expected, Rejoin(texts));
        }
    }

    [Fact]
    public void Point_LargerThanARecord_IsLeftOutAndCounted()
    {
        var writer = new MetricsRecordWriter(maxBytes: 2_000);
        var builder = new PointAttributesBuilder();
        builder.Begin(PointShape.Number);
        builder.Add("path", new string('x', 3_000));
        var large = builder.Build();

        writer.Begin(RandomScrape.Header);
        writer.BeginGauge("a"u8);
        writer.AddNumber(large, 1);
        writer.AddNumber(PointAttributes.NoneForNumber, 2);
        var record = Assert.Single(writer.End());

        Assert.Equal(1, writer.OversizedPoints);
        Assert.Equal(["metric a Gauge Unspecified False ''", RecordText.Number("", 2, 1_700_000_000_123, 0)], RecordText.Of(record.Span)[1..]);
    }

    [Fact]
    public void Writer_OnceGrown_AllocatesNothing()
    {
        new RandomScrape(7).Write(_writer, metrics: 50);
        _writer.End();
        var attributes = PointAttributes.NoneForHistogram;
        double[] bounds = [0.1, 0.2, 0.5];
        ulong[] counts = [1, 2, 3, 4];

        var before = GC.GetAllocatedBytesForCurrentThread();
        _writer.Begin(RandomScrape.Header);
        _writer.BeginHistogram("request_seconds"u8, "s"u8);
        for (var i = 0; i < 50; i++) _writer.AddHistogram(attributes, bounds, counts, 1.5);
        _writer.End();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Reader_OfOurRecord_AllocatesNothing()
    {
        new RandomScrape(7).Write(_writer, metrics: 50);
        var record = _writer.End()[0];
        Count(record.Span);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var points = Count(record.Span);

        Assert.True(points > 50);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int Count(ReadOnlySpan<byte> record)
    {
        var reader = new MetricsRecordReader(record);
        var points = 0;
        while (reader.Read())
            if (reader.Token is MetricsToken.Number or MetricsToken.Histogram) points++;
        return points;
    }

    /// <summary>Joins parts: a metric that goes on in the next part is named there again.</summary>
    private static List<string> Rejoin(List<List<string>> parts)
    {
        var lines = new List<string>();
        foreach (var line in parts.SelectMany(part => part.Skip(1)))
        {
            var isRepeat = line.StartsWith("metric ", StringComparison.Ordinal) && lines.FindLast(l => l.StartsWith("metric ", StringComparison.Ordinal)) == line;
            if (!isRepeat) lines.Add(line);
        }

        return lines;
    }
}
