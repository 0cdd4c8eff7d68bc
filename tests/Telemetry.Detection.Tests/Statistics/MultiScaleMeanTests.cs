using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class MultiScaleMeanTests
{
    [Fact]
    public void Advance_AgreesWithTheWeightedSum()
    {
        var noise = new Gaussian(3);
        var values = Enumerable.Range(0, 200).Select(_ => noise.Normal()).ToArray();
        var means = new MultiScaleMean();
        foreach (var value in values[..^1]) means.Advance(value);

        for (var scale = 0; scale < MultiScaleMean.Scales; scale++)
        {
            var length = MultiScaleMean.LengthOf(scale);
            var batch = values.Select((value, i) => value * Math.Pow(1 - (1 / length), values.Length - 1 - i) / length).Sum();
            var deviation = means.Deviation(scale, values[^1]);
            var perUnit = (means.Deviation(scale, values[^1] + 1) - deviation) * length;
            Assert.Equal(batch, deviation / perUnit, 9);
        }
    }

    [Fact]
    public void Deviation_WhiteNoise_IsOfUnitVarianceAtTheFastestScale()
    {
        var noise = new Gaussian(4);
        var means = new MultiScaleMean();
        double square = 0;
        const int Count = 20_000;
        for (var i = 0; i < Count; i++)
        {
            var value = noise.Normal();
            square += Math.Pow(means.Deviation(0, value), 2);
            means.Advance(value);
            means.Learn(seconds: 1, weight: 1);
        }

        Assert.InRange(square / Count, 0.9, 1.1);
    }

    [Fact]
    public void Reset_AfterAShift_ForgetsIt()
    {
        var means = new MultiScaleMean();
        for (var i = 0; i < 50; i++) means.Advance(5);

        means.Reset();

        for (var scale = 0; scale < MultiScaleMean.Scales; scale++) Assert.Equal(0, means.Deviation(scale, 0), 12);
    }
}
