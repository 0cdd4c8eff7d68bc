using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class NormalTailTests
{
    // Tables of the normal law.
    [Theory]
    [InlineData(1, 0.15865525)]
    [InlineData(2.3263479, 0.01)]
    [InlineData(3.0902323, 0.001)]
    [InlineData(4.7534243, 1e-6)]
    [InlineData(5.9978070, 1e-9)]
    public void Evidence_OfAQuantile_IsThatOfItsProbability(double z, double probability) =>
        Assert.Equal(-Math.Log10(probability), NormalTail.Evidence(z), 0.01);

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    public void Evidence_OfNothing_IsNone(double z) => Assert.Equal(0, NormalTail.Evidence(z));

    [Fact]
    public void MostEvidence_OfAnyValue_IsMoreThanTheEvidenceByLessThanAFifth()
    {
        for (var z = 0.01; z < 40; z += 0.01)
            Assert.InRange(NormalTail.Evidence(z), NormalTail.MostEvidence(z) * 0.8 - 0.05, NormalTail.MostEvidence(z));
    }
}
