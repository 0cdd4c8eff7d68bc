using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class WhitenerTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Whiten_AutoregressiveNoise_LeavesWhiteNoiseOfUnitVariance(double phi)
    {
        var noise = new Gaussian(2);
        var whitener = new Whitener();
        double z = 0, before = 0, product = 0, square = 0;
        const int Count = 20_000;
        for (var i = 0; i < Count; i++)
        {
            z = (phi * z) + (Math.Sqrt(1 - (phi * phi)) * noise.Normal());
            var innovation = whitener.Whiten(z);
            whitener.Learn(z, seconds: 1, weight: 1);
            whitener.Advance(z);
            if (i < Count / 2) continue;
            product += innovation * before;
            square += innovation * innovation;
            before = innovation;
        }

        Assert.InRange(whitener.Rho, phi - 0.05, phi + 0.05);
        Assert.InRange(product / square, -0.06, 0.06);
        Assert.InRange(square / (Count / 2), 0.9, 1.1);
    }
}
