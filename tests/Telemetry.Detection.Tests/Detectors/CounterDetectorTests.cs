using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Detectors;

/// <summary>The detectors of counters, gauges and outages, and what they promise in common.</summary>
public sealed class CounterDetectorTests
{
    public static TheoryData<string> Kinds { get; } = ["events", "ratio", "level"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Score_NormalLife_ThenFiveTimesAsMuch_OnlyTheSecondIsEvidence(string kind)
    {
        var noise = new Gaussian(1);
        var detector = Create(kind);
        var normal = 0.0;
        for (var i = 1; i <= 400; i++) normal = Math.Max(normal, Step(detector, noise, i, 1, i <= 60 ? Learning.Warming : Learning.Allowed).Evidence);
        var worse = 0.0;
        for (var i = 401; i <= 410; i++) worse = Math.Max(worse, Step(detector, noise, i, 5, Learning.Allowed).Evidence);

        Assert.True(normal < 4, $"Normal life reached {normal:F1}.");
        Assert.True(worse > 4.25, $"The change reached only {worse:F1}.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Restore_InTheMiddle_GivesTheSameScoresToTheLastBit(string kind)
    {
        var (noise, again) = (new Gaussian(2), new Gaussian(2));
        var (unbroken, restored) = (Create(kind), Create(kind));
        for (var i = 1; i <= 200; i++)
        {
            if (i % 17 == 0) restored = Reload(restored, Create(kind));
            var factor = i is > 100 and < 140 ? 4 : 1;
            Assert.Equal(Step(unbroken, noise, i, factor, Learning.Allowed), Step(restored, again, i, factor, Learning.Allowed));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Score_NothingTakenIn_SaysNothing(string kind) => Assert.False(Create(kind).Score(new ScrapeTime(5000, 5)).HasEvidence);

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(11, false)]
    [InlineData(13, true)]
    public void Availability_DownForSomeScrapes_IsAnOutageAfterAMinute(int failures, bool isOutage)
    {
        var detector = new AvailabilityDetector();
        var score = SignalScore.Nothing;
        for (var i = 1; i <= 100 + failures; i++)
        {
            detector.Set(isUp: i <= 100);
            var time = new ScrapeTime(i * 5000, 5);
            score = detector.Score(time);
            detector.Learn(time, Learning.Allowed);
        }

        Assert.Equal(isOutage, score.Evidence >= AvailabilityDetector.Certain);
        Assert.Equal(101 * 5000, score.OnsetMs);
    }

    [Fact]
    public void CounterSeries_Reset_CountsWhatItShowsNow()
    {
        var series = new CounterSeries();

        Assert.Equal(double.NaN, series.Take(100, bornAtZero: false, out _));
        Assert.Equal(7, series.Take(107, bornAtZero: false, out _));
        Assert.Equal(3, series.Take(3, bornAtZero: false, out var isReset));
        Assert.True(isReset);
    }

    [Fact]
    public void CounterSeries_BornAfterAGoodScrape_BeganAtZero() =>
        Assert.Equal(5, new CounterSeries().Take(5, bornAtZero: true, out _));

    private static ISignalDetector Create(string kind) => kind switch
    {
        "events" => new EventRateDetector(0.5),
        "ratio" => new RatioDetector(0.01),
        _ => new ScalarDetector(bothDirections: false),
    };

    private static SignalScore Step(ISignalDetector detector, Gaussian noise, int scrape, double factor, Learning learning)
    {
        switch (detector)
        {
            case EventRateDetector events:
                events.Add(noise.Poisson(2.5 * factor));
                break;
            case RatioDetector ratio:
                ratio.AddAll(500);
                ratio.AddBad(noise.Poisson(5 * factor));
                break;
            case ScalarDetector level:
                level.Add(Math.Max(0.01, 0.15 * factor * (1 + (0.1 * noise.Normal()))));
                break;
        }

        var time = new ScrapeTime(scrape * 5000, 5);
        var score = detector.Score(time);
        detector.Learn(time, learning);
        return score;
    }

    private static ISignalDetector Reload(ISignalDetector saved, ISignalDetector restored)
    {
        var writer = new SnapshotWriter();
        saved.Save(writer);
        var reader = new SnapshotReader(writer.Written.Span);
        restored.Restore(ref reader);
        Assert.True(reader.AtEnd);
        return restored;
    }
}
