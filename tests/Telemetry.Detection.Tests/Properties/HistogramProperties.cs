using Telemetry.Detection.Tests.Detectors;
using Xunit;

namespace Telemetry.Detection.Tests.Properties;

/// <summary>What histograms promise beside <see cref="DetectorProperties"/>: of their buckets, units, series and replicas.</summary>
public sealed class HistogramProperties
{
    private const double Event = 5.4;
    private const int Life = 400;

    // Nothing is ever observed above a tenth of a second.
    private static readonly double[] FewerEmpty = [.. LatencyTrack.Bounds.Where(bound => bound < 0.2), 8];
    private static readonly double[] MoreEmpty = [.. LatencyTrack.Bounds, 20, 40];
    private static readonly double[] Coarse = [0.001, 0.004, 0.016, 0.064];

    [Fact]
    public void BucketsThatStayEmpty_SplitOrMerged_IsIdentical()
    {
        var (usual, fewer, more) = (new HistogramSubject(1, LatencyTrack.Bounds), new HistogramSubject(1, FewerEmpty), new HistogramSubject(1, MoreEmpty));
        for (var i = 0; i < Life; i++)
        {
            var score = usual.Step(FactorAt(i));
            Assert.Equal(score, fewer.Step(FactorAt(i)));
            Assert.Equal(score, more.Step(FactorAt(i)));
        }
    }

    [Fact]
    public void OtherBucketsMerged_StillFindsATwofoldShift()
    {
        var subject = new HistogramSubject(2, Coarse);
        for (var i = 0; i < Life; i++) subject.Step();

        Assert.True(Enumerable.Range(0, 5).Max(_ => subject.Step(2).Evidence) >= Event);
    }

    [Fact]
    public void Unit_AThousandTimesAsSmall_ScoresAlike()
    {
        var (seconds, milliseconds) = (new HistogramSubject(3, LatencyTrack.Bounds), new HistogramSubject(3, LatencyTrack.Bounds, unit: 1000));
        for (var i = 0; i < Life; i++)
        {
            var (one, other) = (seconds.Step(FactorAt(i)), milliseconds.Step(FactorAt(i)));
            Assert.Equal(one.Evidence, other.Evidence, 1e-6);
            Assert.Equal(one.OnsetMs, other.OnsetMs);
        }
    }

    [Fact]
    public void Unit_OfANativeHistogram_ScoresAlike()
    {
        var (one, other) = (new NativeSubject(4), new NativeSubject(4, unit: 1024));
        for (var i = 0; i < Life; i++) Assert.Equal(one.Step(FactorAt(i)).Evidence, other.Step(FactorAt(i)).Evidence, 1e-6);
    }

    [Fact]
    public void OrderOfSeries_ScoresAlike()
    {
        var forwards = new HistogramSubject(5, LatencyTrack.Bounds, replicas: 4);
        var backwards = new HistogramSubject(5, LatencyTrack.Bounds, replicas: 4) { IsReversed = true };
        for (var i = 0; i < Life; i++) Assert.Equal(forwards.Step(FactorAt(i)).Evidence, backwards.Step(FactorAt(i)).Evidence, 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void IdenticalReplicas_RaiseNoEventThatOneOfThemDoesNot(int replicas)
    {
        var subject = new HistogramSubject(6, LatencyTrack.Bounds, replicas: replicas);
        for (var i = 0; i < 3 * Life; i++) Assert.True(subject.Step().Evidence < Event);
    }

    [Fact]
    public void ChangeOfBounds_IsBridged()
    {
        foreach (var at in (int[])[100, 200, 300])
        {
            var subject = new HistogramSubject(7, LatencyTrack.Bounds);
            for (var i = 0; i < Life; i++)
            {
                if (i == at) subject.Rebound([0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1]);
                var evidence = subject.Step().Evidence;
                Assert.True(evidence < Event, $"Evidence {evidence:F1}, {i - at} after the bounds changed.");
            }

            Assert.True(Enumerable.Range(0, 10).Max(_ => subject.Step(3).Evidence) >= Event, "Blind behind the change.");
        }
    }

    [Fact]
    public void ChangeOfASchema_CreatesNoEvent()
    {
        var subject = new NativeSubject(8);
        for (var i = 0; i < Life; i++)
        {
            if (i is 100 or 200) subject.Schema--;
            Assert.True(subject.Step().Evidence < Event);
        }

        Assert.True(Enumerable.Range(0, 5).Max(_ => subject.Step(2).Evidence) >= Event, "Blind behind the change.");
    }

    private static double FactorAt(int scrape) => scrape is > 200 and < 260 ? 3 : 1;
}
