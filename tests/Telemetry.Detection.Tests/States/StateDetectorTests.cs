using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.States;
using Xunit;

namespace Telemetry.Detection.Tests.States;

public sealed class StateDetectorTests
{
    private const long StartMs = 1_000_000_000;
    private const int IntervalMs = 15_000;

    private readonly StateDetector _detector = new(new StateRule(AtLeast: 1, double.NaN, ForMs: 120_000));

    [Fact]
    public void Score_StateLasts_IsCertainOnceTheRulesTimeHasPassedAndNotBefore()
    {
        var child = _detector.AddChild();
        var evidence = Enumerable.Range(0, 12).Select(scrape => Take(scrape, (child, 1)).Evidence).ToList();

        Assert.All(evidence[..8], one => Assert.Equal(0, one));
        Assert.All(evidence[8..], one => Assert.Equal(AvailabilityDetector.Certain, one));
    }

    [Fact]
    public void Score_InterruptionOfLessThanAMinute_DoesNotEndTheState()
    {
        var child = _detector.AddChild();
        for (var scrape = 0; scrape < 10; scrape++) Take(scrape, (child, scrape is 4 or 5 ? 0 : 1));

        Assert.Equal(AvailabilityDetector.Certain, Take(10, (child, 1)).Evidence);
        for (var scrape = 11; scrape < 16; scrape++) Take(scrape, (child, 0));
        Assert.Equal(0, Take(16, (child, 1)).Evidence);
    }

    [Fact]
    public void Score_AnyChildInTheState_IsEnough()
    {
        var (healthy, full) = (_detector.AddChild(), _detector.AddChild());
        for (var scrape = 0; scrape < 9; scrape++) Take(scrape, (healthy, 0), (full, 3));

        var score = Take(9, (healthy, 0), (full, 3));
        Assert.Equal((AvailabilityDetector.Certain, 3.0, StartMs), (score.Evidence, score.Value, score.OnsetMs));
    }

    [Fact]
    public void Score_ChildrenTakeTurns_NoneLastsLongEnough()
    {
        var children = (_detector.AddChild(), _detector.AddChild());
        for (var scrape = 0; scrape < 40; scrape++)
            Assert.Equal(0, Take(scrape, (children.Item1, scrape / 6 % 2), (children.Item2, 1 - (scrape / 6 % 2))).Evidence);
    }

    [Fact]
    public void Score_RuleFromBelow_HoldsAtSmallValues()
    {
        var detector = new StateDetector(new StateRule(double.NaN, AtMost: 7, ForMs: 0));
        var child = detector.AddChild();
        detector.Take(child, 9);
        detector.Take(child, 6.5);

        Assert.Equal((AvailabilityDetector.Certain, 6.5), (detector.Score(At(0)).Evidence, detector.Score(At(0)).Value));
    }

    [Fact]
    public void Interrupt_StateBefore_BeginsItsTimeAnew()
    {
        var child = _detector.AddChild();
        for (var scrape = 0; scrape < 7; scrape++) Take(scrape, (child, 1));
        _detector.Interrupt();

        Assert.Equal(0, Take(30, (child, 1)).Evidence);
        for (var scrape = 31; scrape < 38; scrape++) Assert.Equal(0, Take(scrape, (child, 1)).Evidence);
        Assert.Equal(StartMs + (30 * IntervalMs), Take(38, (child, 1)).OnsetMs);
    }

    [Fact]
    public void Restore_InTheMiddle_GoesOnAsIfNothingHadBeen()
    {
        var child = _detector.AddChild();
        for (var scrape = 0; scrape < 5; scrape++) Take(scrape, (child, 1));
        var writer = new SnapshotWriter();
        _detector.Save(writer);
        var restored = new StateDetector(new StateRule(1, double.NaN, 120_000));
        var reader = new SnapshotReader(writer.Written.Span);
        restored.Restore(ref reader);
        restored.Take(child, 1);

        Assert.Equal(Take(8, (child, 1)), restored.Score(At(8)));
    }

    private static ScrapeTime At(int scrape) => new(StartMs + (scrape * IntervalMs), IntervalMs / 1000.0);

    private SignalScore Take(int scrape, params ReadOnlySpan<(int Child, double Value)> values)
    {
        foreach (var (child, value) in values) _detector.Take(child, value);
        var score = _detector.Score(At(scrape));
        _detector.Learn(At(scrape), Learning.Allowed);
        return score;
    }
}
