using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class RobustLevelTests
{
    [Fact]
    public void Learn_NormalNoise_FindsItsLocationAndScale()
    {
        var noise = new Gaussian(1);
        var level = new RobustLevel(location: 0, scale: 1, priorCount: 20, floor: 0.1);

        for (var i = 0; i < 4000; i++) level.Learn(10 + (3 * noise.Normal()), seconds: 1, weight: 1);

        Assert.InRange(level.Location, 9.7, 10.3);
        Assert.InRange(level.Scale, 2.7, 3.3);
    }

    [Fact]
    public void Learn_WithoutClipping_IsThePlainAverage()
    {
        var level = new RobustLevel(location: 5, scale: 100, priorCount: 1, floor: 0.1);
        double[] values = [7, 1, 4, 8];

        foreach (var value in values) level.Learn(value, seconds: 0.001, weight: 1);

        // The prior counts as one observation of 5.
        Assert.Equal((5 + values.Sum()) / 5, level.Location, 9);
    }

    [Fact]
    public void Learn_Outlier_MovesTheLocationByABoundedAmount()
    {
        var level = new RobustLevel(location: 0, scale: 1, priorCount: 99, floor: 0.1);

        level.Learn(1e9, seconds: 1, weight: 1);

        Assert.InRange(level.Location, 0.0399, 0.0401);
    }

    [Fact]
    public void Standardise_NothingKnown_SaysNothing() =>
        Assert.Equal(0, new RobustLevel(double.NaN, 1, 0, 0.1).Standardise(1e6));
}
