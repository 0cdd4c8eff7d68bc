using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Scalars;

/// <summary>What a scalar says of a change after it has begun, and until it is the new normal.</summary>
public sealed class LastingEventTests
{
    private const int Settled = 5 * ScalarTrack.DaySamples;

    // Three times the usual level.
    private const double Shift = 200;

    private readonly Gaussian _noise = new(11);
    private readonly ScalarTrack _track = new();

    [Fact]
    public void Score_LevelThatStays_StaysEvidenceAgainstTheLevelBefore()
    {
        Live(Settled);
        var first = Step(Shift);
        Live(90, Shift);
        var later = Step(Shift);

        Assert.True(later.Evidence >= first.Evidence, $"{first.Evidence:F1} fell to {later.Evidence:F1}.");
        Assert.InRange(later.Baseline / first.Baseline, 0.8, 1.2);
        Assert.True(later.Beginning < first.Beginning - 1, "The level that follows the series has nearly reached it.");
        Assert.Equal(first.OnsetMs, later.OnsetMs);
    }

    [Fact]
    public void Score_LevelThatIsBack_IsNoEvidence()
    {
        Live(Settled);
        Live(60, Shift);
        for (var i = 0; i < 12; i++) Assert.True(Step().Evidence < 4);
        Assert.Equal(0, _track.OpenSinceMs);
    }

    [Fact]
    public void OpenSince_OfASpike_IsNone()
    {
        Live(Settled);
        Live(2, 2 * Shift);
        Live(2);

        Assert.Equal(0, _track.OpenSinceMs);
    }

    [Fact]
    public void OpenSince_OfALevelThatStays_IsItsFirstSample()
    {
        Live(Settled);
        var began = _track.Now.TimeMs;
        Live(10, Shift);

        Assert.Equal(began, _track.OpenSinceMs);
    }

    [Theory]
    [InlineData(Learning.Warming)]
    [InlineData(Learning.Suspended)]
    public void OpenSince_WhereNoDriftMayOpen_IsNone(Learning learning)
    {
        Live(Settled);
        for (var i = 0; i < 10; i++) _track.Step(Shift + _track.Usual(_noise), learning);

        Assert.Equal(0, _track.OpenSinceMs);
    }

    [Fact]
    public void Adopt_OfALevelThatStays_MakesItNormalAndItsReturnEvidence()
    {
        Live(Settled);
        Live(ScalarTrack.DaySamples, Shift);
        _track.Adopt();
        var adopted = Step(Shift);
        Live(ScalarTrack.DaySamples, Shift);

        Assert.True(adopted.Evidence < 4, $"The new normal is evidence of {adopted.Evidence:F1}.");
        Assert.True(Step().Evidence > 4);
    }

    [Fact]
    public void Score_WhileADriftIsOpen_KeepsTheTimeOfDay()
    {
        Live(Settled);
        Live(ScalarTrack.DaySamples, Shift);
        var usual = _track.Usual(_noise);

        Assert.InRange(_track.Step(Shift + usual).Baseline / usual, 0.6, 1.5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Restore_OfAnOpenDrift_GoesOnToTheLastBit(bool hasDayProfile)
    {
        var (noise, again) = (new Gaussian(12), new Gaussian(12));
        var (unbroken, restored) = (new ScalarTrack(hasDayProfile: hasDayProfile), new ScalarTrack(hasDayProfile: hasDayProfile));
        for (var i = 0; i < Settled; i++) Assert.Equal(unbroken.Step(unbroken.Usual(noise)), restored.Step(restored.Usual(again)));
        for (var i = 0; i < 50; i++)
        {
            restored.Reload();
            Assert.Equal(unbroken.Step(Shift + unbroken.Usual(noise)), restored.Step(Shift + restored.Usual(again)));
        }

        Assert.NotEqual(0, restored.OpenSinceMs);
    }

    [Fact]
    public void Restore_OfWhatIsNoEvent_IsRefused()
    {
        var writer = new SnapshotWriter();
        writer.Write(1.0);
        writer.Write(5L);
        writer.Write(4f);
        writer.Write(6f);
        foreach (var part in (int[])[2, 1, 0, 0]) writer.Write(part);

        Assert.Throws<SnapshotException>(() =>
        {
            var reader = new SnapshotReader(writer.Written.Span);
            default(LastingEvent).Restore(ref reader);
        });
    }

    [Fact]
    public void Score_AnotherLevelBehindAPause_IsEvidenceOfTheLevelBefore()
    {
        Live(Settled);
        var life = _track.Usual(_noise);
        Pause();
        Step(Shift);
        var score = Step(Shift);

        Assert.True(score.Evidence > 4, $"{score.Evidence:F1}.");
        Assert.True(score.Beginning < 2, "Behind a pause nothing is told to begin.");
        Assert.InRange(score.Baseline / life, 0.5, 1.5);
    }

    [Fact]
    public void Score_TheSameLevelBehindAPause_IsNoEvidence()
    {
        Live(Settled);
        Pause();

        for (var i = 0; i < 30; i++) Assert.True(Step().Evidence < 4);
    }

    [Fact]
    public void Score_SomethingNewBehindAPauseWhereNoneMayBegin_HasALevelAgain()
    {
        Live(Settled);
        Pause();
        _track.Step(20 * Shift, Learning.Warming);

        Assert.InRange(_track.Step(20 * Shift, Learning.Warming).Baseline, 19 * Shift, 21 * Shift);
    }

    [Fact]
    public void Score_APauseOfDaysBehindAFewMinutes_MakesNoDay()
    {
        // The day was not seen, so it adds nothing to the level.
        Live(120);
        _track.Skip(3 * ScalarTrack.DaySamples);
        Pause();
        Step(Shift);

        Assert.InRange(Step(Shift).Baseline, 60, 140);
    }

    private void Pause()
    {
        _track.Skip(ScalarTrack.DaySamples);
        _track.Step(Shift + _track.Usual(_noise), Learning.Suspended);
    }

    private SignalScore Step(double added = 0) => _track.Step(added + _track.Usual(_noise));

    private void Live(int samples, double added = 0)
    {
        for (var i = 0; i < samples; i++) Step(added);
    }
}
