using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Xunit;

namespace Telemetry.Detection.Tests.Scalars;

public sealed class AlertGateTests
{
    private const int Days = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Score_UsualLifeForTwoMonths_KeepsToTheBudget(int perDay)
    {
        var (track, noise) = (new ScalarTrack(perDay), new Gaussian(5));
        for (var i = 0; i < Days * ScalarTrack.DaySamples; i++) track.Step(track.Usual(noise));

        Assert.InRange((double)track.Alerts / (Days * perDay), 0.6, 1.5);
    }

    [Fact]
    public void Score_OneExcursion_RaisesOneAlert()
    {
        var (track, noise) = (new ScalarTrack(1 / 30.0), new Gaussian(6));
        for (var i = 0; i < 5 * ScalarTrack.DaySamples; i++) track.Step(track.Usual(noise));
        var before = track.Alerts;
        for (var i = 0; i < 30; i++) track.Step(3 * track.Usual(noise));

        Assert.Equal(before + 1, track.Alerts);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    public void Score_BehindAGap_RaisesNoAlert(int samples)
    {
        var (track, noise) = (new ScalarTrack(1 / 30.0), new Gaussian(7));
        for (var i = 0; i < 5 * ScalarTrack.DaySamples; i++) track.Step(track.Usual(noise));
        var before = track.Alerts;
        track.Skip(samples);
        track.Step(track.Usual(noise), Learning.Suspended);
        for (var i = 0; i < 60; i++) track.Step(track.Usual(noise));

        Assert.Equal(before, track.Alerts);
    }

    [Fact]
    public void Score_FirstSixtySamples_AreWarmUp()
    {
        var gate = new AlertGate(1);
        for (var i = 0; i < AlertGate.WarmUpSamples; i++)
        {
            var time = new ScrapeTime(i * 60_000L, 60);
            var score = SignalScore.Nothing with { HasEvidence = true, Evidence = 1 + i };
            var verdict = gate.Score(score, time);
            Assert.True(verdict is { IsWarming: true, IsAlert: false, Score: <= 3 });
            gate.Learn(score, time);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Create_NoBudget_IsRefused(double perDay) => Assert.Throws<ArgumentOutOfRangeException>(() => new AlertGate(perDay));
}
