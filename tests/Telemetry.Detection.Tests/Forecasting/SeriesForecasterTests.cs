using Telemetry.Detection.Forecasting;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Forecasting;

public class SeriesForecasterTests
{
    private const long MinuteMs = 60_000;
    private const int Day = 1440;

    private static readonly long[] HorizonsMs = [5 * MinuteMs, 15 * MinuteMs, 30 * MinuteMs];

    [Theory]
    [InlineData(1_000)]
    [InlineData(57_000)]
    [InlineData(60_000)]
    [InlineData(300_000)]
    public void Forecaster_NoiseAroundALevel_BeatsTheLastValueAtAnyStep(long stepMs)
    {
        var noise = new Gaussian(1);
        var (error, naive) = Errors(stepMs, 4_000, _ => 100 + (10 * noise.Normal()), horizon: 0);

        Assert.True(error < 0.8 * naive, $"{error} against {naive}");
    }

    [Fact]
    public void Forecaster_Bursts_ReturnsToTheLevelThatTheyLeave()
    {
        var noise = new Gaussian(2);
        var (error, naive) = Errors(MinuteMs, 4_000, _ => (noise.Uniform() < 0.05 ? 1_000 : 10) + noise.Normal(), horizon: 0);

        Assert.True(error < 0.7 * naive, $"{error} against {naive}");
    }

    [Fact]
    public void Forecaster_RandomWalk_IsNoWorseThanTheLastValue()
    {
        var noise = new Gaussian(3);
        var level = 1_000.0;
        var (error, naive) = Errors(MinuteMs, 6_000, _ => level += noise.Normal(), horizon: 1);

        Assert.True(error < 1.05 * naive, $"{error} against {naive}");
    }

    [Fact]
    public void Forecaster_DayThatRepeats_KnowsTheTimeOfDay()
    {
        var noise = new Gaussian(4);
        var (error, naive) = Errors(MinuteMs, 4 * Day, i => 100 + (80 * Math.Sin(2 * Math.PI * i / Day)) + noise.Normal(), horizon: 2, from: 2 * Day);

        Assert.True(error < 0.3 * naive, $"{error} against {naive}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Band_SkewedNoiseWithAShift_HoldsNineInTen(int horizon)
    {
        var noise = new Gaussian(5);
        var values = Series(8_000, i => (i < 4_000 ? 1 : 3) * noise.Exponential());
        var forecasts = Run(new SeriesForecaster(MinuteMs, HorizonsMs), values, horizon: horizon);
        var steps = (int)(HorizonsMs[horizon] / MinuteMs);
        var judged = Enumerable.Range(600, values.Length - 600 - steps).ToList();
        var inside = judged.Count(i => values[i + steps] >= forecasts[i].Low && values[i + steps] <= forecasts[i].High);

        Assert.InRange((double)inside / judged.Count, 0.87, 0.93);
    }

    [Fact]
    public void Breach_LevelsThatComeAndGo_ComesTrueAsOftenAsItSays()
    {
        var noise = new Gaussian(6);
        var level = 0.0;
        var values = Series(20_000, _ => (level = (0.97 * level) + noise.Normal()) + noise.Normal());
        var forecasts = Run(new SeriesForecaster(MinuteMs, HorizonsMs, limit: 4), values);
        var judged = Enumerable.Range(2_000, values.Length - 2_005).Select(i => (Said: forecasts[i].BreachProbability, Came: values[i + 5] > 4)).ToList();

        foreach (var bin in judged.GroupBy(forecast => (int)(forecast.Said * 5)).Where(bin => bin.Count() > 500))
            Assert.InRange(bin.Average(forecast => forecast.Came ? 1.0 : 0) - bin.Average(forecast => forecast.Said), -0.08, 0.08);
        Assert.Contains(judged, forecast => forecast.Said > 0.5);
    }

    [Fact]
    public void Snapshot_AnyMoment_GoesOnToTheLastBit()
    {
        var noise = new Gaussian(7);
        var values = Series(700, i => 50 + (i % 13) + noise.Normal());
        for (var cut = 1; cut < 600; cut += 97)
        {
            var original = new SeriesForecaster(MinuteMs, HorizonsMs, limit: 55);
            Run(original, values[..cut]);
            var restored = new SeriesForecaster(MinuteMs, HorizonsMs, limit: 55);
            var reader = new SnapshotReader(Save(original));
            restored.Restore(ref reader);
            for (var i = cut; i < values.Length; i++)
            {
                original.Learn(i * MinuteMs, values[i]);
                restored.Learn(i * MinuteMs, values[i]);
            }

            Assert.True(reader.AtEnd);
            Assert.Equal(Save(original), Save(restored));
            for (var horizon = 0; horizon < HorizonsMs.Length; horizon++) Assert.Equal(original.Forecast(horizon), restored.Forecast(horizon));
        }
    }

    [Fact]
    public void Forecast_AskedTwice_ChangesNothing()
    {
        var forecaster = new SeriesForecaster(MinuteMs, HorizonsMs, limit: 3);
        Run(forecaster, Series(100, i => i % 7));
        var before = Save(forecaster);

        forecaster.Forecast(0);
        forecaster.Forecast(2);

        Assert.Equal(before, Save(forecaster));
    }

    [Fact]
    public void State_WhateverComes_StaysWithinItsBound()
    {
        var forecaster = new SeriesForecaster(1_000, HorizonsMs, limit: 3);
        Run(forecaster, Series(5_000, i => i % 7), stepMs: 1_000);

        Assert.InRange(Save(forecaster).Length, 10_000, 60_000);
    }

    [Fact]
    public void Learn_WhatIsNoValueOrNotLater_IsRefusedAndCounted()
    {
        var forecaster = new SeriesForecaster(MinuteMs, HorizonsMs);
        Assert.True(forecaster.Learn(MinuteMs, 1));

        Assert.False(forecaster.Learn(2 * MinuteMs, double.NaN));
        Assert.False(forecaster.Learn(2 * MinuteMs, double.NegativeInfinity));
        Assert.False(forecaster.Learn(2 * MinuteMs, 1e200));
        Assert.False(forecaster.Learn(MinuteMs, 2));
        Assert.False(forecaster.Learn(0, 2));
        Assert.Equal(5, forecaster.Refused);
    }

    [Fact]
    public void Forecast_AnyInput_IsFiniteAndInOrder()
    {
        var random = new Random(8);
        double[] odd = [0, -0.0, 1e100, -1e100, double.Epsilon, double.NaN, double.PositiveInfinity, 1, 1e-9, 42];
        var forecaster = new SeriesForecaster(7_919, HorizonsMs, limit: 1);
        var timeMs = -1_000_000_000L;
        for (var i = 0; i < 5_000; i++)
        {
            timeMs += random.Next(4) == 0 ? random.Next(-5_000, 500_000) : 7_919;
            forecaster.Learn(timeMs, odd[random.Next(odd.Length)]);
            var forecast = forecaster.Forecast(random.Next(HorizonsMs.Length));
            if (!forecast.IsKnown) continue;
            Assert.True(double.IsFinite(forecast.Low) && double.IsFinite(forecast.High), $"{forecast}");
            Assert.True(forecast.Low <= forecast.Median && forecast.Median <= forecast.High, $"{forecast}");
            Assert.InRange(forecast.BreachProbability, 0, 1);
        }
    }

    private static (double Error, double Naive) Errors(long stepMs, int count, Func<int, double> next, int horizon, int from = 600)
    {
        var values = Series(count, next);
        var forecasts = Run(new SeriesForecaster(stepMs, HorizonsMs), values, stepMs, horizon);
        var steps = (int)Math.Max(1, Math.Round((double)HorizonsMs[horizon] / stepMs));
        var judged = Enumerable.Range(from, count - from - steps).ToList();
        return (judged.Average(i => Math.Abs(values[i + steps] - forecasts[i].Median)), judged.Average(i => Math.Abs(values[i + steps] - values[i])));
    }

    private static double[] Series(int count, Func<int, double> next)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = next(i);
        return values;
    }

    private static SeriesForecast[] Run(SeriesForecaster forecaster, double[] values, long stepMs = MinuteMs, int horizon = 0)
    {
        var forecasts = new SeriesForecast[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            forecaster.Learn(i * stepMs, values[i]);
            forecasts[i] = forecaster.Forecast(horizon);
        }

        return forecasts;
    }

    private static byte[] Save(SeriesForecaster forecaster)
    {
        var writer = new SnapshotWriter();
        forecaster.Save(writer);
        return writer.Written.ToArray();
    }
}
