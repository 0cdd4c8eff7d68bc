using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Tests.Detectors;
using Xunit;

namespace Telemetry.Detection.Tests.Properties;

/// <summary>What every detector promises, whatever it watches.</summary>
public sealed class DetectorProperties
{
    // What an alert needs at one in thirty days and ten seconds a scrape.
    private const double Event = 5.4;
    private const int Life = 400;

    public static TheoryData<string> Kinds { get; } = ["histogram", "native", "ratio", "events", "scalar", "scalar without day"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Score_ChangesNothing(string kind)
    {
        var (once, often) = (Create(kind, 1), Create(kind, 1));
        often.Scorings = 3;
        for (var i = 0; i < 100; i++) Assert.Equal(once.Step(), often.Step());
        Assert.Equal(once.Reload(), often.Reload());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ShiftByWholeDays_IsBitIdentical(string kind)
    {
        var (now, later) = (Create(kind, 2), Create(kind, 2));
        var shift = later.TimeMs * 17;
        later.TimeMs += shift;
        for (var i = 0; i < Life; i++)
        {
            var (one, other) = (now.Step(FactorAt(i)), later.Step(FactorAt(i)));
            Assert.Equal(one, other with { OnsetMs = other.OnsetMs == 0 ? 0 : other.OnsetMs - shift });
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SplitAgainstOnePass_IsBitIdentical(string kind)
    {
        var (unbroken, split) = (Create(kind, 3), Create(kind, 3));
        for (var i = 0; i < Life; i++)
        {
            if (i % 13 == 0) split.Reload();
            Assert.Equal(unbroken.Step(FactorAt(i)), split.Step(FactorAt(i)));
        }

        Assert.Equal(unbroken.Reload(), split.Reload());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void GapAtAnySample_CreatesNoEvent(string kind) => QuietLives(kind, (subject, at, i) =>
        i == at ? subject.Step(seconds: 600, learning: Learning.Suspended).Evidence : subject.Step().Evidence);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void MissedScrapeAtAnySample_CreatesNoEvent(string kind) => QuietLives(kind, (subject, at, i) =>
        subject.Step(seconds: i == at ? 20 : 10).Evidence);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ResetAtAnySample_CreatesNoEvent(string kind) => QuietLives(kind, (subject, at, i) =>
    {
        if (i == at) subject.Restart();
        return subject.Step().Evidence;
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ChangeOfTheInterval_CreatesNoEvent(string kind)
    {
        foreach (var (before, after) in ((double, double)[])[(10, 30), (15, 5), (5, 15), (5, 1), (1, 15)])
            QuietLives(kind, (subject, at, i) => subject.Step(seconds: i < at ? before : after).Evidence);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void LargerShift_IsNeverFoundLater(string kind)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var before = int.MaxValue;
            foreach (var factor in (double[])[1.3, 2, 4, 8])
            {
                var delay = DelayOf(Create(kind, seed), factor);
                Assert.True(delay <= before, $"A shift of {factor} is found after {delay}, a smaller one after {before}.");
                before = delay;
            }

            // A scalar says no more than its few hundred samples can have shown.
            if (!kind.StartsWith("scalar", StringComparison.Ordinal)) Assert.InRange(before, 1, 10);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Restore_CutShortAnywhere_SaysSo(string kind)
    {
        var subject = Create(kind, 5);
        for (var i = 0; i < 100; i++) subject.Step();
        var bytes = subject.Reload();
        for (var length = 0; length < bytes.Length; length += 7)
        {
            var cut = bytes.AsSpan(0, length).ToArray();
            Assert.Throws<SnapshotException>(() =>
            {
                var reader = new SnapshotReader(cut);
                Create(kind, 5).Detector.Restore(ref reader);
            });
        }
    }

    private static void QuietLives(string kind, Func<DetectorSubject, int, int, double> step)
    {
        foreach (var at in (int[])[1, 30, 61, 200, 333])
        {
            var subject = Create(kind, at);
            for (var i = 0; i < Life; i++)
            {
                var evidence = step(subject, at, i);
                Assert.True(evidence < Event, $"Evidence {evidence:F1} at sample {i}, {i - at} after what happened.");
            }
        }
    }

    private static int DelayOf(DetectorSubject subject, double factor)
    {
        for (var i = 0; i < Life; i++) subject.Step();
        for (var delay = 1; delay <= Life; delay++)
            if (subject.Step(factor).Evidence >= Event) return delay;
        return Life + 1;
    }

    private static double FactorAt(int scrape) => scrape is > 200 and < 260 ? 3 : 1;

    private static DetectorSubject Create(string kind, int seed) => kind switch
    {
        "histogram" => new HistogramSubject(seed, LatencyTrack.Bounds),
        "native" => new NativeSubject(seed),
        "ratio" => new CountSubject(seed, isRatio: true),
        "events" => new CountSubject(seed, isRatio: false),
        "scalar" => new ScalarSubject(seed),
        _ => new ScalarSubject(seed, hasDayProfile: false),
    };
}
