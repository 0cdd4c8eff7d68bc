using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class ScaleMeansTests
{
    [Fact]
    public void Deviation_WhiteNoise_IsOfUnitVarianceAtEveryScale()
    {
        var noise = new Gaussian(4);
        var means = new ScaleMeans();
        var square = new double[ScaleMeans.Scales];
        const int Count = 200_000;
        for (var i = 0; i < Count; i++)
        {
            var value = noise.Normal();
            for (var scale = 0; scale < ScaleMeans.Scales; scale++) square[scale] += Math.Pow(means.Deviation(scale, value, value), 2);
            means.Advance(value, value);
            means.Learn(value, count: i, fading: 1e-4, weight: 1);
        }

        for (var scale = 0; scale < ScaleMeans.Scales; scale++) Assert.InRange(square[scale] / Count, 0.75, 1.1);
    }

    [Fact]
    public void Deviation_OfTheSlowMeans_IsOfTheSeriesItself()
    {
        var means = new ScaleMeans();
        for (var i = 0; i < 200; i++) means.Advance(innovation: 0, standard: 1);

        Assert.Equal(0, means.Deviation(0, 0, 1));
        Assert.True(means.Deviation(ScaleMeans.FirstSlow, 0, 1) > 2);
        Assert.True(means.LastingDeviation > 2);
    }

    [Fact]
    public void Reset_AfterAShift_ForgetsIt()
    {
        var means = new ScaleMeans();
        for (var i = 0; i < 50; i++) means.Advance(5, 5);

        means.Reset();

        for (var scale = 0; scale < ScaleMeans.Scales; scale++) Assert.Equal(0, means.Deviation(scale, 0, 0), 12);
    }
}
