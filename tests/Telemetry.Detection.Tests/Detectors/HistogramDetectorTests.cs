using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Detectors;

public sealed class HistogramDetectorTests
{
    [Fact]
    public void Score_NormalLife_OpensNoDriftWithinItsBudget()
    {
        const int Scrapes = 2_000;
        var events = 0;
        for (var seed = 0; seed < 10; seed++)
        {
            var track = new LatencyTrack(seed);
            track.WarmUp(100, 0.002);
            for (var i = 0; i < Scrapes; i++)
                if (track.Scrape(100, 0.002).Evidence >= DriftTest.OpenEvidence) events++;
        }

        // One chance in ten thousand per scrape is two in twenty thousand; ten would be a broken calibration.
        Assert.InRange(events, 0, 10);
    }

    [Fact]
    public void Score_LatencyDoubles_IsSeenWithinThreeScrapes()
    {
        var track = new LatencyTrack(1);
        track.WarmUp(100, 0.002);

        var best = Enumerable.Range(0, 3).Max(_ => track.Scrape(100, 0.004).Evidence);

        Assert.True(best >= DriftTest.OpenEvidence, $"Evidence is only {best:F1}.");
    }

    [Theory]
    [InlineData(30, 80)]
    [InlineData(100, 20)]
    public void Score_LatencyGrowsByHalf_IsSeen(double requests, int scrapes)
    {
        var track = new LatencyTrack(2);
        track.WarmUp(requests, 0.002, 200);

        var best = Enumerable.Range(0, scrapes).Max(_ => track.Scrape(requests, 0.003).Evidence);

        Assert.True(best >= DriftTest.OpenEvidence, $"Evidence is only {best:F1}.");
    }

    [Fact]
    public void Score_StrongDriftOnTopOfAMildOne_BeganWithTheStrongOne()
    {
        var track = new LatencyTrack(17);
        track.WarmUp(100, 0.002, 200);
        for (var i = 0; i < 40; i++) track.Scrape(100, 0.0024);
        var beganMs = track.TimeMs + 5000;
        for (var i = 0; i < 3; i++) track.Scrape(100, 0.02);

        Assert.InRange(track.Scrape(100, 0.02).OnsetMs, beganMs - 5000, beganMs + 5000);
    }

    [Fact]
    public void Score_Faster_IsNoDrift()
    {
        var track = new LatencyTrack(3);
        track.WarmUp(100, 0.02);

        for (var i = 0; i < 50; i++) Assert.True(track.Scrape(100, 0.004).Evidence < DriftTest.OpenEvidence);
    }

    [Fact]
    public void Score_NothingObserved_SaysNothing()
    {
        var track = new LatencyTrack(4);
        track.WarmUp(100, 0.002);

        Assert.False(track.ScrapeAsIs().HasEvidence);
    }

    [Fact]
    public void Score_SilentUntilTheIncident_IsJudgedByTheLimit()
    {
        var track = new LatencyTrack(5, new LogNormalPrior(0.01, 1), limit: 4);
        for (var i = 0; i < 100; i++) track.ScrapeAsIs();

        for (var i = 0; i < 30; i++) track.Observe(7);

        Assert.True(track.ScrapeAsIs().Evidence >= 6);
    }

    [Fact]
    public void Score_StallsThatComeAgainAndAgain_StopBeingEvidenceAndADriftDoesNot()
    {
        var track = new LatencyTrack(23, limit: 0.016);
        track.WarmUp(300, 0.002, 200);
        var stalls = new List<double>();
        for (var i = 1; i <= 4_000; i++)
        {
            // A sixth of the interval stands still.
            if (i % 100 == 0) track.Add(50, 0.012);
            var evidence = track.Scrape(300, 0.002).Evidence;
            if (i % 100 == 0) stalls.Add(evidence);
        }

        Assert.True(stalls[0] >= DriftTest.OpenEvidence, $"The first says only {stalls[0]:F1}: the test shows nothing.");
        Assert.All(stalls.TakeLast(20), evidence => Assert.InRange(evidence, 0, DriftTest.OpenEvidence));
        Assert.True(Enumerable.Range(0, 10).Max(_ => track.Scrape(300, 0.006).Evidence) >= DriftTest.OpenEvidence, "Blind for a drift.");
    }

    [Fact]
    public void Score_Reset_IsNoDrift()
    {
        var track = new LatencyTrack(6);
        track.WarmUp(100, 0.002);
        for (var i = 0; i < 40; i++)
        {
            if (i % 7 == 3) track.Restart();
            Assert.True(track.Scrape(100, 0.002).Evidence < DriftTest.OpenEvidence);
            if (i % 7 == 3) Assert.Equal(HistogramChange.Reset, track.Change);
        }
    }

    [Fact]
    public void Score_BucketFallsWhileCountGrows_DropsTheScrape()
    {
        var track = new LatencyTrack(7);
        track.WarmUp(100, 0.002);
        track.Counts[1]--;
        track.Counts[13] += 500;

        Assert.False(track.ScrapeAsIs().HasEvidence);
        Assert.Equal(HistogramChange.Inconsistent, track.Change);
    }

    [Fact]
    public void Score_Gap_IsNoDrift()
    {
        var track = new LatencyTrack(8);
        track.WarmUp(100, 0.002);

        Assert.True(track.Scrape(100 * 120, 0.002, Learning.Suspended, seconds: 600).Evidence < DriftTest.OpenEvidence);
        for (var i = 0; i < 20; i++) Assert.True(track.Scrape(100, 0.002).Evidence < DriftTest.OpenEvidence);
    }

    [Fact]
    public void Learn_WhileADriftIsOpen_ProtectsTheReference()
    {
        var track = new LatencyTrack(9);
        track.WarmUp(100, 0.002, 100);
        for (var i = 0; i < 100; i++) track.Scrape(100, 0.02);
        for (var i = 0; i < 60; i++) track.Scrape(100, 0.002);

        var again = Enumerable.Range(0, 4).Max(_ => track.Scrape(100, 0.02).Evidence);

        Assert.True(again >= 6, $"Blind for the second incident: {again:F1}.");
    }

    [Fact]
    public void Score_DriftIsOver_FallsWithinAMinute()
    {
        var track = new LatencyTrack(10);
        track.WarmUp(100, 0.002, 100);
        for (var i = 0; i < 60; i++) track.Scrape(100, 0.02);
        for (var i = 0; i < 12; i++) track.Scrape(100, 0.002);

        Assert.True(track.Scrape(100, 0.002).Evidence < DriftTest.OpenEvidence);
    }

    [Fact]
    public void Score_MixOfChildrenChanges_IsNoDrift()
    {
        var noise = new Gaussian(11);
        var detector = new HistogramDetector(new LogNormalPrior(0.004, 0.1), 1);
        var fast = (Series: new HistogramSeries(), Stratum: detector.AddStratum(LatencyTrack.Bounds), Counts: new ulong[15]);
        var slow = (Series: new HistogramSeries(), Stratum: detector.AddStratum(LatencyTrack.Bounds), Counts: new ulong[15]);
        for (var i = 1; i <= 200; i++)
        {
            // From the 101st scrape on the slow child has five times its share; neither child changed.
            fast.Counts[1] += (ulong)noise.Poisson(i <= 100 ? 100 : 60);
            fast.Counts[2] += (ulong)noise.Poisson(i <= 100 ? 20 : 12);
            slow.Counts[6] += (ulong)noise.Poisson(i <= 100 ? 10 : 50);
            slow.Counts[7] += (ulong)noise.Poisson(i <= 100 ? 2 : 10);
            fast.Series.Take(LatencyTrack.Bounds, fast.Counts, double.NaN, false, detector.StratumAt(fast.Stratum));
            slow.Series.Take(LatencyTrack.Bounds, slow.Counts, double.NaN, false, detector.StratumAt(slow.Stratum));
            var time = new ScrapeTime(i * 5000, 5);
            Assert.True(detector.Score(time).Evidence < DriftTest.OpenEvidence);
            detector.Learn(time, i <= 60 ? Learning.Warming : Learning.Allowed);
        }
    }

    [Fact]
    public void Restore_InTheMiddle_GivesTheSameScoresToTheLastBit()
    {
        var (unbroken, restored) = (new LatencyTrack(12), new LatencyTrack(12));
        unbroken.WarmUp(80, 0.002);
        restored.WarmUp(80, 0.002);
        for (var i = 0; i < 120; i++)
        {
            var median = i is > 40 and < 80 ? 0.01 : 0.002;
            if (i % 9 == 0) restored.Reload();
            Assert.Equal(unbroken.Scrape(80, median), restored.Scrape(80, median));
        }

        Assert.Equal(unbroken.Reload(), restored.Reload());
    }

    [Fact]
    public void Save_OneHistogram_IsUnderFourKilobytes()
    {
        var track = new LatencyTrack(13);
        track.WarmUp(100, 0.002);

        Assert.InRange(track.Reload().Length, 1, 4096);
    }

    [Fact]
    public void Restore_CutShort_SaysSo()
    {
        var track = new LatencyTrack(14);
        track.WarmUp(100, 0.002);
        var bytes = track.Reload();

        Assert.Throws<SnapshotException>(() =>
        {
            var reader = new SnapshotReader(bytes.AsSpan(0, bytes.Length / 2));
            new HistogramDetector(new LogNormalPrior(0.002, 0.01), 0.5).Restore(ref reader);
        });
    }

    [Fact]
    public void Score_ShiftedInTime_IsTheSame()
    {
        var (one, other) = (new LatencyTrack(15), new LatencyTrack(15));
        other.ScrapeAsIs(Learning.Suspended, seconds: 86_400);
        one.ScrapeAsIs(Learning.Suspended, seconds: 5);
        one.WarmUp(100, 0.002);
        other.WarmUp(100, 0.002);
        for (var i = 0; i < 60; i++)
        {
            var (a, b) = (one.Scrape(100, i < 30 ? 0.002 : 0.006), other.Scrape(100, i < 30 ? 0.002 : 0.006));
            Assert.Equal(a.Evidence, b.Evidence);
            Assert.Equal(a.OnsetMs == 0 ? 0 : a.OnsetMs - one.TimeMs, b.OnsetMs == 0 ? 0 : b.OnsetMs - other.TimeMs);
        }
    }
}
