using Telemetry.Detection.Detectors;
using Xunit;

namespace Telemetry.Detection.Tests.Detectors;

public sealed class BucketShiftsTests
{
    private static readonly double[] Bounds = [0.001, 0.002, 0.004, 0.008, 0.016];

    [Fact]
    public void Shifts_OfASlowerDistribution_AreWhatItLostAndWhatItGained()
    {
        var shifts = BucketShifts.Of(Bounds, [10, 80, 10, 0, 0, 0], [0, 20, 10, 60, 10, 0]);

        Assert.Equal([new(0, 0.002, 0.9, 0.2), new(0.004, 0.016, 0, 0.7)], shifts);
    }

    [Fact]
    public void Shifts_OfTheSameShares_AreNone() => Assert.Empty(BucketShifts.Of(Bounds, [1, 8, 1, 0, 0, 0], [10, 80, 10, 0, 0, 0]));

    [Fact]
    public void Shifts_BeyondTheLastBound_ReachToInfinity()
    {
        var shifts = BucketShifts.Of(Bounds, [0, 100, 0, 0, 0, 0], [0, 97, 0, 0, 0, 3]);

        Assert.Equal(new BucketShift(0.016, double.PositiveInfinity, 0, 0.03), shifts[^1]);
    }

    [Fact]
    public void Shifts_WhereNothingWasExpectedOrObserved_AreNone()
    {
        Assert.Empty(BucketShifts.Of(Bounds, [0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]));
        Assert.Empty(BucketShifts.Of(Bounds, [0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]));
        Assert.Empty(BucketShifts.Of([], [double.NaN], [1]));
    }

    [Fact]
    public void Shifts_OfARaggedDistribution_AreBoundedAndInOrder()
    {
        var bounds = Enumerable.Range(1, 40).Select(i => (double)i).ToArray();
        var expected = Enumerable.Range(0, 41).Select(i => i % 2 == 0 ? 10.0 : 1).ToArray();

        var shifts = BucketShifts.Of(bounds, expected, [.. expected.Reverse().Select((count, i) => count * (1 + (i % 3)))]);

        Assert.InRange(shifts.Count, 2, BucketShift.MaxCount);
        Assert.Equal(shifts.OrderBy(shift => shift.Upper), shifts);
    }
}
