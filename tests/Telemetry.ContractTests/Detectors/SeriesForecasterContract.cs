using Telemetry.Detection.Forecasting;
using Telemetry.Detection.Snapshots;

namespace Telemetry.ContractTests.Detectors;

/// <summary>What every forecaster of a series must do, whoever wrote it.</summary>
public abstract class SeriesForecasterContract
{
    private const long StepMs = 60_000;
    private const double Limit = 160;
    private static readonly long[] Horizons = [StepMs, 5 * StepMs];

    protected abstract ISeriesForecaster Create(long stepMs, IReadOnlyList<long> horizonsMs, double limit);

    [Fact]
    public void Forecast_OfAWave_LiesInItsBandNearTheWave()
    {
        var forecaster = Taught();
        for (var horizon = 0; horizon < Horizons.Length; horizon++)
        {
            var forecast = forecaster.Forecast(horizon);
            Assert.Equal(Horizons[horizon], forecast.HorizonMs);
            Assert.InRange(forecast.Median, forecast.Low, forecast.High);
            Assert.InRange(forecast.Median, 50, 150);
        }
    }

    [Fact]
    public void Forecast_BeforeTheFirstValue_SaysNothing() => Assert.False(Create().Forecast(0).IsKnown);

    [Fact]
    public void Forecast_OfWhatLiesFarBelowItsLimit_HardlyBreaches() => Assert.InRange(Taught().Forecast(0).BreachProbability, 0, 0.3);

    [Fact]
    public void Forecast_WithoutALimit_HasNoBreach()
    {
        var forecaster = Taught(Create(StepMs, Horizons, double.NaN));

        Assert.True(double.IsNaN(forecaster.Forecast(0).BreachProbability));
    }

    [Fact]
    public void Forecast_Repeated_ChangesNothing()
    {
        var forecaster = Taught();
        var before = Saved(forecaster);

        Assert.Equal(forecaster.Forecast(1), forecaster.Forecast(1));
        Assert.Equal(before, Saved(forecaster));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Learn_OfWhatIsNoNumber_IsRefused(double value) => Assert.False(Taught().Learn(long.MaxValue / 2, value));

    [Fact]
    public void Learn_OfAnEarlierMoment_IsRefusedAndCounted()
    {
        var forecaster = Taught();

        Assert.False(forecaster.Learn(0, 100));
        Assert.Equal(1, forecaster.Refused);
    }

    [Fact]
    public void Limit_ThatBecomesAnother_IsTheOneForetoldFromTheNextValueOn()
    {
        var forecaster = Taught();
        forecaster.Limit = 10;
        Step(forecaster, Wave.Count, 100);

        Assert.InRange(forecaster.Forecast(0).BreachProbability, 0.5, 1);
        Assert.Equal(100, forecaster.Value);
    }

    [Fact]
    public void Restore_OfASnapshot_GoesOnBitForBit()
    {
        var forecaster = Taught();
        var restored = Create();
        var reader = new SnapshotReader(Saved(forecaster));
        restored.Restore(ref reader);

        Assert.Equal(forecaster.Forecast(1), restored.Forecast(1));
        Step(forecaster, Wave.Count, 120);
        Step(restored, Wave.Count, 120);
        Assert.Equal(forecaster.Forecast(1), restored.Forecast(1));
    }

    private static IReadOnlyList<double> Wave { get; } = [.. Noise(400).Select((noise, i) => 100 + (20 * Math.Sin(2 * Math.PI * i / 24)) + noise)];

    private static IEnumerable<double> Noise(int count)
    {
        var random = new Random(5);
        return Enumerable.Range(0, count).Select(_ => 4 * (random.NextDouble() - 0.5));
    }

    private static void Step(ISeriesForecaster forecaster, int i, double value) => Assert.True(forecaster.Learn(1_700_000_000_000 + (i * StepMs), value));

    private static byte[] Saved(ISeriesForecaster forecaster)
    {
        var writer = new SnapshotWriter();
        forecaster.Save(writer);
        return writer.Written.ToArray();
    }

    private static ISeriesForecaster Taught(ISeriesForecaster forecaster)
    {
        for (var i = 0; i < Wave.Count; i++) Step(forecaster, i, Wave[i]);
        return forecaster;
    }

    private ISeriesForecaster Create() => Create(StepMs, Horizons, Limit);

    private ISeriesForecaster Taught() => Taught(Create());
}
