using Telemetry.Detection.Detectors;
using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Detectors;

/// <summary>The same observations as a classic and as a native histogram.</summary>
public sealed class NativeHistogramTests
{
    private const int Schema = 3;
    private const int Buckets = 400;
    private const int Offset = -200;

    private static readonly LogNormalPrior Prior = new(0.002, 0.02);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SameObservations_ClassicAndNative_OpenAtTheSameTimeAndStayQuietAlike(int seed)
    {
        var (classic, native) = (new HistogramDetector(Prior, 0.5), new HistogramDetector(Prior, 0.5));
        var (classicStratum, nativeStratum) = (classic.AddStratum(LatencyTrack.Bounds), native.AddStratum());
        var (classicSeries, nativeSeries) = (new HistogramSeries(), new HistogramSeries());
        var (counts, own) = (new ulong[LatencyTrack.Bounds.Length + 1], new ulong[Buckets]);
        var noise = new Gaussian(seed);
        var (sum, classicRun, nativeRun, classicOpened, nativeOpened) = (0.0, 0, 0, -1, -1);
        for (var scrape = 0; scrape < 200; scrape++)
        {
            var median = scrape >= 150 ? 0.008 : 0.002;
            for (var i = 0; i < 100; i++)
            {
                var latency = median * Math.Exp(0.6 * noise.Normal());
                sum += latency;
                counts[BucketOf(latency)]++;
                own[(int)Math.Ceiling(Math.Log2(latency) * (1 << Schema)) - 1 - Offset]++;
            }

            // The scale falls in mid-life: that is no incident.
            var value = new ExponentialCounts();
            own.CopyTo(value.Begin(Schema, 0, 0, Offset, Buckets));
            if (scrape >= 100) value.CoarsenTo(2);
            value.Seal();
            classicSeries.Take(LatencyTrack.Bounds, counts, sum, bornAtZero: false, classic.StratumAt(classicStratum));
            nativeSeries.Take(value, sum, bornAtZero: false, native.StratumAt(nativeStratum));
            var time = new ScrapeTime(1_000_000 + (scrape * 5000L), 5);
            var learning = scrape < 60 ? Learning.Warming : Learning.Allowed;
            Step(classic, time, learning, scrape, ref classicRun, ref classicOpened);
            Step(native, time, learning, scrape, ref nativeRun, ref nativeOpened);
        }

        Assert.InRange(classicOpened, 152, 156);
        Assert.InRange(nativeOpened, 152, 156);
    }

    [Fact]
    public void OtherBounds_AreANewBeginning_AndFallOnTheStratumsOwn()
    {
        var detector = new HistogramDetector(Prior, double.NaN);
        var stratum = detector.StratumAt(detector.AddStratum([1, 2, 4]));
        var series = new HistogramSeries();
        series.Take([1, 2, 4], [5, 5, 5, 5], 0, bornAtZero: false, stratum);

        Assert.Equal(HistogramChange.Rebounded, series.Take([1, 3, 4], [500, 500, 500, 500], 0, bornAtZero: false, stratum));
        Assert.Equal(0, stratum.Count);
        Assert.Equal(HistogramChange.Counted, series.Take([1, 3, 4], [500, 510, 500, 500], 0, bornAtZero: false, stratum));
        Assert.Equal(10, stratum.Count, 9);
        Assert.Equal(10 * Math.Log(2) / Math.Log(3), stratum.Interval[1], 5);
    }

    private static void Step(HistogramDetector detector, in ScrapeTime time, Learning learning, int scrape, ref int run, ref int opened)
    {
        // Three scrapes in a row open a drift; one alone is a spike.
        run = detector.Score(time).Evidence >= DriftTest.OpenEvidence && learning == Learning.Allowed ? run + 1 : 0;
        if (run == 3 && opened < 0) opened = scrape;
        detector.Learn(time, learning);
    }

    private static int BucketOf(double latency)
    {
        var bucket = Array.FindIndex(LatencyTrack.Bounds, bound => latency <= bound);
        return bucket < 0 ? LatencyTrack.Bounds.Length : bucket;
    }
}
