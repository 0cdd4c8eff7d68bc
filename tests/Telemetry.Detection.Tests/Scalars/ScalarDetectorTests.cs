using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Scalars;

public sealed class ScalarDetectorTests
{
    private const long DayMs = 86_400_000;

    [Fact]
    public void Score_UsualLifeThenAJump_OnlyTheJumpIsEvidence()
    {
        var (track, noise) = (new ScalarTrack(), new Gaussian(1));
        for (var i = 0; i < 5 * ScalarTrack.DaySamples; i++) track.Step(track.Usual(noise));

        Assert.True(track.Step(track.Usual(noise) * 1.5).Evidence > 4);
    }

    // .7 of the level's evidence + novelty's − 1, at most 4 and only where the time of day is known: it must be more than either alone.
    [Fact]
    public void Score_NewValueOffItsLevel_IsConfirmedByNoveltyOnceTheTimeOfDayIsKnown()
    {
        var known = StrongestOf(new ScalarTrack(), hasSeen: false);
        var seen = StrongestOf(new ScalarTrack(), hasSeen: true);
        var unknown = StrongestOf(new ScalarTrack(hasDayProfile: false), hasSeen: false);

        Assert.True(known > seen + 0.2, $"New: {known:F2}, seen before: {seen:F2}.");
        Assert.True(known > unknown + 0.2, $"Time of day known: {known:F2}, not: {unknown:F2}.");
        Assert.InRange(known, 2, 4);
    }

    // Three times the level for ten samples every two hours: one of sixty such events says less than the first.
    [Fact]
    public void Oscillation_AgainAndAgain_IsHabituated()
    {
        var (track, noise) = (new ScalarTrack(), new Gaussian(10));
        for (var i = 0; i < 5 * ScalarTrack.DaySamples; i++) track.Step(track.Usual(noise));
        var first = track.Step(3 * track.Usual(noise)).Evidence;
        for (var i = 1; i <= 5 * ScalarTrack.DaySamples; i++) track.Step((i % 120 < 10 ? 3 : 1) * track.Usual(noise));
        while (track.Now.TimeMs / ScalarTrack.StepMs % 120 != 0) track.Step(track.Usual(noise));
        var later = track.Step(3 * track.Usual(noise)).Evidence;

        Assert.True(first > 4, $"The first said {first:F1}.");
        Assert.True(later < first - 1, $"The first said {first:F1}, one of many {later:F1}.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Restore_InTheMiddle_GivesTheSameScoresToTheLastBit(bool hasDayProfile)
    {
        var (noise, again) = (new Gaussian(2), new Gaussian(2));
        var (unbroken, restored) = (new ScalarTrack(hasDayProfile: hasDayProfile), new ScalarTrack(hasDayProfile: hasDayProfile));
        for (var i = 0; i < 4 * ScalarTrack.DaySamples; i++)
        {
            if (i % 97 == 0) restored.Reload();
            Assert.Equal(unbroken.Step(unbroken.Usual(noise)), restored.Step(restored.Usual(again)));
        }
    }

    [Fact]
    public void Score_SeriesMovedByWholeDays_IsTheSameToTheLastBit()
    {
        var (noise, again) = (new Gaussian(3), new Gaussian(3));
        var (track, moved) = (new ScalarTrack(), new ScalarTrack(startMs: 1_700_000_000_000 + (37 * DayMs)));
        for (var i = 0; i < 4 * ScalarTrack.DaySamples; i++)
            Assert.Equal(track.Step(track.Usual(noise)).Evidence, moved.Step(moved.Usual(again)).Evidence);
    }

    [Fact]
    public void Score_AskedTwice_SaysTheSame()
    {
        var (detector, noise) = (new ScalarDetector(), new Gaussian(4));
        for (var i = 1; i <= 500; i++)
        {
            var time = new ScrapeTime(i * 60_000L, 60);
            detector.Add(noise.Normal());
            Assert.Equal(detector.Score(time), detector.Score(time));
            detector.Learn(time, Learning.Allowed);
        }
    }

    [Fact]
    public void Score_ConstantForDays_IsNeverEvidence()
    {
        var track = new ScalarTrack();
        for (var i = 0; i < 5 * ScalarTrack.DaySamples; i++) Assert.Equal(0, track.Step(45).Evidence);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Score_NothingFailedForADayAndThenSomeDo_IsEvidenceWhereStillnessTells(bool stillTells)
    {
        var detector = new ScalarDetector(bothDirections: false, stillTells: stillTells);
        var evidence = new List<double>();
        for (var i = 1; i <= 1443; i++)
        {
            var time = new ScrapeTime(i * 60_000L, 60);
            detector.Add(i <= 1440 ? 0 : 0.05);
            evidence.Add(detector.Score(time).Evidence);
            detector.Learn(time, Learning.Allowed);
        }

        Assert.All(evidence.Take(1440), score => Assert.Equal(0, score));
        if (stillTells) Assert.All(evidence.Skip(1440), score => Assert.InRange(score, 4, 20));
        else Assert.All(evidence.Skip(1440), score => Assert.InRange(score, 0, 2));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Add_NotANumber_IsAsIfNothingWereObserved(double value)
    {
        var detector = new ScalarDetector();
        detector.Add(value);

        Assert.False(detector.Score(new ScrapeTime(60_000, 60)).HasEvidence);
    }

    [Fact]
    public void Score_AnyValues_IsANumberOfAtLeastZero()
    {
        double[] odd = [0, -0.0, 1e300, -1e300, double.Epsilon, 1e-300, double.MaxValue, double.NaN, 5, 5, 5, -1e9];
        var track = new ScalarTrack();
        for (var i = 0; i < 5000; i++)
        {
            var evidence = track.Step(odd[i * 7 % odd.Length]).Evidence;
            Assert.True(evidence >= 0 && double.IsFinite(evidence), $"{evidence} after {odd[i * 7 % odd.Length]}.");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    public void Restore_CutShort_IsRefused(int kept)
    {
        var writer = new SnapshotWriter();
        new ScalarDetector().Save(writer);
        var snapshot = writer.Written[..kept];

        Assert.Throws<SnapshotException>(() =>
        {
            var reader = new SnapshotReader(snapshot.Span);
            new ScalarDetector().Restore(ref reader);
        });
    }

    // A flat day, so that what is new is told from what has been seen by one excursion of a week ago alone.
    private static double StrongestOf(ScalarTrack track, bool hasSeen)
    {
        var noise = new Gaussian(9);
        for (var i = 0; i < 6 * ScalarTrack.DaySamples; i++)
        {
            var isExcursion = hasSeen && i is > 4_000 and < 4_010;
            track.Step(isExcursion ? 103 + ((i - 4_000) / 4.0) : 100 + noise.Normal());
        }

        return track.Step(103.6).Evidence;
    }
}
