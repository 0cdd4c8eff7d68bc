using Telemetry.Catalog;
using Telemetry.Detection.Forecasting;
using Telemetry.Detector.Observing;
using Xunit;

namespace Telemetry.Detector.Tests.Observing;

public sealed class SignalForecastersTests
{
    private static readonly SignalDefinition Forecast = SignalCatalog.BuiltIn.Scored.First(ForecastRules.IsForecast);
    private static readonly SignalDefinition NotForecast = SignalCatalog.BuiltIn.Scored.First(signal => signal.State is not null);

    [Fact]
    public void Create_OfAChosenSignal_AsksItsSourceOnceAStepIsKnown()
    {
        var source = new OneForecaster();
        var forecasters = SignalForecasters.Of(new Dictionary<string, string> { [Forecast.Id] = "one" }, [source], SignalCatalog.BuiltIn);

        forecasters.Create(Forecast)!.Take(1_700_000_000_000, 1, 10_000);

        Assert.Equal(60_000, source.StepMs);
        Assert.NotEqual(SignalForecasters.BuiltIn.Fingerprint, forecasters.Fingerprint);
    }

    [Fact]
    public void Create_OfWhatIsNotForecast_IsNone() => Assert.Null(SignalForecasters.BuiltIn.Create(NotForecast));

    [Fact]
    public void Of_WhatDoesNotFit_NamesEachChoiceAndTheCure()
    {
        var choices = new Dictionary<string, string> { ["nothing"] = "one", [NotForecast.Id] = "one", [Forecast.Id] = "two" };

        var refused = Assert.Throws<CatalogException>(() => SignalForecasters.Of(choices, [new OneForecaster()], SignalCatalog.BuiltIn));

        Assert.Equal(3, refused.Errors.Count);
        Assert.Contains(refused.Errors, error => error.Contains("forecasters.nothing", StringComparison.Ordinal) && error.Contains("telemetry catalog", StringComparison.Ordinal));
        Assert.Contains(refused.Errors, error => error.Contains(NotForecast.Id, StringComparison.Ordinal) && error.Contains("not forecast", StringComparison.Ordinal));
        Assert.Contains(refused.Errors, error => error.Contains("no forecaster 'two': this build has one", StringComparison.Ordinal) && error.Contains("CardPackages", StringComparison.Ordinal));
    }

    private sealed class OneForecaster : ISeriesForecasterSource
    {
        public long StepMs { get; private set; }

        public IReadOnlyList<string> Names => ["one"];

        public ISeriesForecaster Create(string name, long stepMs, IReadOnlyList<long> horizonsMs, double limit)
        {
            StepMs = stepMs;
            return new SeriesForecaster(stepMs, horizonsMs, limit);
        }
    }
}
