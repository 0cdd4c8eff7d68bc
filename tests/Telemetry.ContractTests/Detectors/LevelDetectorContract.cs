using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.ContractTests.Detectors;

/// <summary>What every detector of levels must do, whoever wrote it.</summary>
public abstract class LevelDetectorContract
{
    private const int Usual = 200;
    private const long StepMs = 15_000;
    private static readonly double[] Bad = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    protected abstract ILevelDetector Create(bool bothDirections);

    [Fact]
    public void Score_OfALevelFarOutside_IsHigherThanOfAUsualOne() => Assert.True(StrongestOf(Taught(), 10_000) > StrongestOf(Taught(), 100));

    [Fact]
    public void Score_Repeated_ChangesNothing()
    {
        var (asked, unasked) = (Taught(), Taught());
        for (var i = 0; i < 3; i++)
        {
            asked.Add(130);
            unasked.Add(130);
            var first = asked.Score(At(Usual + i));
            Assert.Equal(first, asked.Score(At(Usual + i)));
            Assert.Equal(first, unasked.Score(At(Usual + i)));
            asked.Learn(At(Usual + i), Learning.Allowed);
            unasked.Learn(At(Usual + i), Learning.Allowed);
        }

        Assert.Equal(Saved(asked), Saved(unasked));
    }

    [Fact]
    public void Score_OfNothing_SaysNothing()
    {
        var detector = Taught();

        Assert.False(detector.Score(At(Usual)).HasEvidence);
    }

    [Fact]
    public void Score_OfAFall_IsNoEvidenceWhereOnlyARiseTells()
    {
        var detector = Taught(bothDirections: false);

        Assert.InRange(ScoreOf(detector, 0.001).Evidence, 0, 1);
    }

    [Fact]
    public void Add_OfWhatIsNoNumber_IsLeftOut()
    {
        var (clean, dirty) = (Taught(), Taught());
        foreach (var level in Bad) dirty.Add(level);
        Assert.False(dirty.Score(At(Usual)).HasEvidence);
        dirty.Add(101);
        clean.Add(101);

        Assert.Equal(clean.Score(At(Usual)), dirty.Score(At(Usual)));
        clean.Learn(At(Usual), Learning.Allowed);
        dirty.Learn(At(Usual), Learning.Allowed);
        Assert.Equal(Saved(clean), Saved(dirty));
    }

    [Fact]
    public void Add_OfHugeLevels_GivesFiniteScores()
    {
        var detector = Create(bothDirections: true);
        for (var i = 0; i < 70; i++)
        {
            detector.Add(i % 7 == 0 ? double.MaxValue : i % 5 == 0 ? -1e30 : 1e-300);
            var score = detector.Score(At(i));
            Assert.True(double.IsFinite(score.Evidence) && double.IsFinite(score.Magnitude), $"{i}: {score}");
            detector.Learn(At(i), Learning.Allowed);
        }
    }

    [Fact]
    public void Score_OfAConstantSeries_IsFiniteAndNoEvidence()
    {
        var detector = Create(bothDirections: true);
        for (var i = 0; i < Usual; i++) Step(detector, i, 5);

        Assert.InRange(ScoreOf(detector, 5).Evidence, 0, 2);
    }

    [Fact]
    public void Restore_OfASnapshot_GoesOnBitForBit()
    {
        var detector = Taught();
        var snapshot = Saved(detector);
        var restored = Create(bothDirections: true);
        var reader = new SnapshotReader(snapshot);
        restored.Restore(ref reader);

        for (var i = 0; i < 5; i++)
        {
            var level = 100 + (40 * i);
            detector.Add(level);
            restored.Add(level);
            Assert.Equal(detector.Score(At(Usual + i)), restored.Score(At(Usual + i)));
            detector.Learn(At(Usual + i), Learning.Allowed);
            restored.Learn(At(Usual + i), Learning.Allowed);
        }

        Assert.Equal(Saved(detector), Saved(restored));
    }

    [Fact]
    public void Restore_OfASnapshotCutShort_IsRefused()
    {
        var snapshot = Saved(Taught());

        Assert.Throws<SnapshotException>(() =>
        {
            var reader = new SnapshotReader(snapshot.AsSpan(0, snapshot.Length / 2));
            Create(bothDirections: true).Restore(ref reader);
        });
    }

    private static ScrapeTime At(int scrape) => new(1_700_000_000_000 + (scrape * StepMs), StepMs / 1000.0);

    private static void Step(ILevelDetector detector, int scrape, double level)
    {
        detector.Add(level);
        detector.Score(At(scrape));
        detector.Learn(At(scrape), Learning.Allowed);
    }

    private static SignalScore ScoreOf(ILevelDetector detector, double level)
    {
        detector.Add(level);
        return detector.Score(At(Usual));
    }

    // A change point wants to be seen more than once.
    private static double StrongestOf(ILevelDetector detector, double level)
    {
        var strongest = 0.0;
        for (var i = 0; i < 6; i++)
        {
            detector.Add(level * (1 + (0.01 * (i % 2))));
            strongest = Math.Max(strongest, detector.Score(At(Usual + i)).Evidence);
            detector.Learn(At(Usual + i), Learning.Allowed);
        }

        return strongest;
    }

    private static byte[] Saved(ILevelDetector detector)
    {
        var writer = new SnapshotWriter();
        detector.Save(writer);
        return writer.Written.ToArray();
    }

    private ILevelDetector Taught(bool bothDirections = true)
    {
        var detector = Create(bothDirections);
        var random = new Random(7);
        for (var i = 0; i < Usual; i++) Step(detector, i, 100 + (5 * (random.NextDouble() - 0.5)));
        return detector;
    }
}
