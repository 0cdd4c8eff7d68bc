using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class CountEvidenceTests
{
    [Theory]
    [InlineData(100, 100, 0)]
    [InlineData(20, 10, 2.7799)] // sqrt(2 (20 ln 2 − 10))
    [InlineData(0, 8, -4)]
    public void Poisson_IsTheSignedRootOfTheLikelihoodRatio(double count, double expected, double root) =>
        Assert.Equal(root, CountEvidence.Poisson(count, expected), 3);

    [Fact]
    public void Binomial_IsTheSignedRootOfTheDivergence()
    {
        var divergence = (0.2 * Math.Log(0.2 / 0.1)) + (0.8 * Math.Log(0.8 / 0.9));

        Assert.Equal(Math.Sqrt(2 * 50 * divergence), CountEvidence.Binomial(10, 50, 0.1), 12);
        Assert.Equal(0, CountEvidence.Binomial(5, 50, 0.1), 12);
        Assert.Equal(0, CountEvidence.Binomial(0, 0, 0.1));
    }
}
