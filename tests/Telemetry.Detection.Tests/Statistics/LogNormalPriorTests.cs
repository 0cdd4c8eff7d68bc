using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class LogNormalPriorTests
{
    [Fact]
    public void Below_ItsQuantiles_IsTheirProbability()
    {
        var prior = new LogNormalPrior(0.002, 0.01);

        Assert.Equal(0.5, prior.Below(0.002), 6);
        Assert.Equal(0.99, prior.Below(0.01), 6);
        Assert.Equal(0, prior.Below(0));
        Assert.Equal(1, prior.Below(double.PositiveInfinity));
    }
}
