using Telemetry.Catalog;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>Real pages through the encoder.</summary>
public sealed class EncodedPagesTests
{
    /// <summary>Enough for every target to come fifty times.</summary>
    private const int Pages = 350;

    [Fact]
    public async Task DemoRecording_Encoded_LosesNothingButWhatTheCatalogLeavesOut()
    {
        var reader = RecordingReader.Open(Path.Combine(Repository.Root, "tests", "corpus", "demo"));
        var encoders = reader.Targets.ToDictionary(target => target.File, target => new ScrapeEncoder(TargetOf(target), SignalCatalog.BuiltIn));
        var (forwarded, pages) = (0L, 0);
        await foreach (var page in reader.ReadPagesAsync(CancellationToken.None))
        {
            if (page.Status != 200) continue;
            if (++pages > Pages) break;
            var encoder = encoders[page.Target.File];
            var records = encoder.Encode(new ScrapedPage(page.StartMs, page.DurationMs, 200, ScrapeFailure.None, page.Target.ReplayedType, page.Body));

            var tally = encoder.Tally;
            forwarded += tally.Forwarded;
            Assert.Equal(tally.Read, tally.Forwarded + tally.NotInCatalog);
            Assert.Equal(0, tally.BadLines);
            Assert.All(records, record => AssertReadable(record));
        }
        Assert.InRange(forwarded, 200_000, 10_000_000);
    }

    private static void AssertReadable(ReadOnlyMemory<byte> record)
    {
        var reader = new MetricsRecordReader(record.Span);
        while (reader.Read())
        {
            if (reader.Token != MetricsToken.Histogram || reader.Histogram.IsStale) continue;
            ulong total = 0;
            foreach (var count in reader.Histogram.BucketCounts) total += count;
            Assert.Equal(reader.Histogram.Count, total);
        }
        Assert.False(reader.Failure.Failed);
        Assert.Equal(0, reader.SkippedPoints);
    }

    private static ScrapeTarget TargetOf(RecordedTarget target) => EncoderRig.Target() with { Id = new TargetId("c", target.Job, target.Instance) };
}
