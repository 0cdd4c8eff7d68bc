using Telemetry.Detection.Statistics;
using Xunit;

namespace Telemetry.Detection.Tests.Statistics;

public sealed class CusumOnsetTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Add_WhiteNoise_HasTheRunLengthOfSiegmund(double threshold)
    {
        const double K = CusumOnset.Usual;
        var b = threshold + 1.166;
        var expected = (Math.Exp(2 * K * b) - (2 * K * b) - 1) / (2 * K * K);
        var noise = new Gaussian(5);
        var cusum = new CusumOnset();
        int alarms = 0, values = 0;
        for (; alarms < 4000; values++)
        {
            cusum.Add(noise.Normal(), K, elapsedMs: 1);
            if (cusum.Sum <= threshold) continue;
            alarms++;
            cusum.Reset();
        }

        Assert.InRange((double)values / alarms / expected, 0.95, 1.05);
    }

    [Fact]
    public void OnsetMs_AfterAShift_IsWhenItBegan()
    {
        var cusum = new CusumOnset();
        for (var i = 1; i <= 100; i++) cusum.Add(-0.2, CusumOnset.Usual, elapsedMs: 1000);
        for (var i = 101; i <= 120; i++) cusum.Add(2, CusumOnset.Usual, elapsedMs: 1000);

        Assert.Equal(101_000, cusum.OnsetMs(lastMs: 120_000));
    }

    [Fact]
    public void Sum_AfterALongDrift_IsForgottenWithinThirtyScrapes()
    {
        var cusum = new CusumOnset();
        for (var i = 1; i <= 10_000; i++) cusum.Add(4, CusumOnset.Usual, elapsedMs: 1);
        for (var i = 10_001; i <= 10_030; i++) cusum.Add(0, CusumOnset.Usual, elapsedMs: 1);

        Assert.Equal(0, cusum.OnsetMs(lastMs: 10_030));
    }
}
