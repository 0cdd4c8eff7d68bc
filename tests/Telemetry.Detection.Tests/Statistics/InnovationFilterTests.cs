using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class InnovationFilterTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.6, 0)]
    [InlineData(0.9, 0)]
    [InlineData(0.9, 0.5)]
    public void Read_WanderingUnderSamplingNoise_LeavesWhiteNoiseOfUnitVariance(double phi, double noiseShare)
    {
        var noise = new Gaussian(2);
        var filter = new InnovationFilter();
        double wander = 0, before = 0, product = 0, square = 0;
        const int Count = 60_000;
        for (var i = 0; i < Count; i++)
        {
            wander = (phi * wander) + (Math.Sqrt(1 - (phi * phi)) * noise.Normal());
            var z = (Math.Sqrt(1 - noiseShare) * wander) + (Math.Sqrt(noiseShare) * noise.Normal());
            var (innovation, state, _) = filter.Read(z);
            filter.Learn(z, gain: Math.Max(1.0 / (i + 30), 1e-4));
            filter.Advance(z, state);
            if (i < Count / 2) continue;
            product += innovation * before;
            square += innovation * innovation;
            before = innovation;
        }

        Assert.InRange(product / square, -0.2, 0.2);
        Assert.InRange(square / (Count / 2), 0.9, 1.1);
    }

    [Fact]
    public void Read_AfterABreak_ForetellsNothing()
    {
        var filter = new InnovationFilter();
        for (var i = 0; i < 20; i++) filter.Advance(5, filter.Read(5).State);

        filter.Break();

        Assert.Equal(0, filter.Read(0).Innovation);
    }
}
