using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class BucketQuantileTests
{
    private static readonly double[] Bounds = [1, 2, 4];

    [Fact]
    public void Estimate_Interpolates()
    {
        Assert.Equal(1.5, BucketQuantile.Estimate(0.5, Bounds, [0, 10, 0, 0]), 12);
        Assert.Equal(0.9, BucketQuantile.Estimate(0.9, Bounds, [10, 0, 0, 0]), 12);
    }

    [Fact]
    public void Estimate_BeyondTheLastBound_GivesTheBound() => Assert.Equal(4, BucketQuantile.Estimate(0.99, Bounds, [0, 0, 0, 5]));

    [Fact]
    public void Estimate_NothingObserved_IsUnknown() => Assert.Equal(double.NaN, BucketQuantile.Estimate(0.99, Bounds, [0, 0, 0, 0]));
}
