using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.States;
using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.BadInput;

/// <summary>No input makes a detector throw, and no evidence is anything but a number from zero on.</summary>
public sealed class DetectorsTakeAnythingTests
{
    private const int Seeds = 20;
    private const int Scrapes = 200;

    public static TheoryData<string> Kinds => ["rate", "ratio", "availability", "state", "scalar", "histogram"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Detector_ArbitraryInput_NeverThrows(string kind)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var arbitrary = new Arbitrary(seed);
            var (detector, feed) = Create(kind, arbitrary);
            for (var scrape = 0; scrape < Scrapes; scrape++)
            {
                feed();
                var time = arbitrary.Time();
                var score = detector.Score(time);
                Assert.True(score.Evidence >= 0, $"{kind}, seed {seed}, scrape {scrape}: evidence {score.Evidence}");
                detector.Learn(time, arbitrary.Learning());
                if (arbitrary.Below(100) == 0) detector.Adopt();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Snapshot_CutShortOrDamaged_IsRefusedWithItsOwnExceptionAlone(string kind)
    {
        var arbitrary = new Arbitrary(1);
        var (detector, feed) = Create(kind, arbitrary);
        for (var scrape = 0; scrape < 20; scrape++)
        {
            feed();
            var time = new ScrapeTime(1_000_000 + (scrape * 15_000), 15);
            detector.Score(time);
            detector.Learn(time, Learning.Allowed);
        }

        var writer = new SnapshotWriter();
        detector.Save(writer);
        var whole = writer.Written.ToArray();
        for (var length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 200)) Assert.Throws<SnapshotException>(() => Restore(kind, whole[..length]));
        for (var i = 0; i < 200; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[arbitrary.Below(damaged.Length)] ^= (byte)(1 << arbitrary.Below(8));
            // A flipped bit of a number is another number; what cannot be is refused, and nothing else happens.
            Record.Exception(() => Restore(kind, damaged)).ShouldBeNullOrSnapshot();
        }
    }

    private static void Restore(string kind, byte[] snapshot)
    {
        var (detector, _) = Create(kind, new Arbitrary(1));
        var reader = new SnapshotReader(snapshot);
        detector.Restore(ref reader);
    }

    private static (ISignalDetector Detector, Action Feed) Create(string kind, Arbitrary arbitrary)
    {
        switch (kind)
        {
            case "rate":
                var rate = new EventRateDetector(0.01);
                return (rate, () => rate.Add(arbitrary.Value()));
            case "ratio":
                var ratio = new RatioDetector(0.01);
                return (ratio, () =>
                {
                    ratio.AddAll(arbitrary.Value());
                    ratio.AddBad(arbitrary.Value());
                });
            case "availability":
                var availability = new AvailabilityDetector();
                return (availability, () => availability.Set(arbitrary.Flag()));
            case "state":
                var state = new StateDetector(new StateRule(1, double.NaN, 60_000));
                var child = state.AddChild();
                return (state, () => state.Take(child, arbitrary.Value()));
            case "scalar":
                var scalar = new ScalarDetector();
                return (scalar, () => scalar.Add(arbitrary.Value()));
            default:
                var histogram = new HistogramDetector(new LogNormalPrior(0.005, 0.1), 1);
                var stratum = histogram.StratumAt(histogram.AddStratum([0.001, 0.01, 0.1, 1]));
                var series = new HistogramSeries();
                return (histogram, () =>
                {
                    var bounds = arbitrary.Bounds();
                    series.Take(bounds, arbitrary.Counts(bounds.Length + 1), arbitrary.Value(), arbitrary.Flag(), stratum);
                });
        }
    }
}

file static class Exceptions
{
    public static void ShouldBeNullOrSnapshot(this Exception? exception) => Assert.True(exception is null or SnapshotException, exception?.ToString());
}
