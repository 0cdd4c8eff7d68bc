using Telemetry.Catalog;
using Telemetry.Contracts.Signals;
using Telemetry.Detection.Forecasting;

namespace Telemetry.Detector.Observing;

/// <summary>Which signals are forecast, against whose limit, and how a forecast is published.</summary>
internal static class ForecastRules
{
    // A forecast whose values ended longer ago than this many steps warns of nothing.
    private const int StaleSteps = 2;

    /// <summary>
    /// Whether a signal is forecast: one that may open an incident, and that users feel or that has a limit; not what is there or not, and no state.
    /// </summary>
    public static bool IsForecast(SignalDefinition signal) =>
        signal.Evidence == Evidence.Drift && signal.Kind != SignalKind.Availability && signal.State is null
        && (signal.UserFacing || !double.IsNaN(LimitOf(signal)));

    /// <summary>The forecaster of a signal, against the operators' limit before the catalog's.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="create">Makes the forecaster of its steps; null for the built-in one.</param>
    public static SignalForecaster CreateForecaster(SignalDefinition signal, CreateForecaster? create) => new(
        LimitOf(signal), double.IsNaN(signal.Slo) ? Detection.Forecasting.LimitSource.Catalog : Detection.Forecasting.LimitSource.Promised, create);

    /// <summary>Takes a scrape's value in.</summary>
    /// <returns>What to publish with the scrape: the forecast when a step was completed, and while it warns; else null.</returns>
    public static SignalForecast? Take(SignalForecaster forecaster, in ScrapeReading scrape, double value)
    {
        var isNew = forecaster.Take(scrape.TimeMs, value, scrape.IntervalMs);
        if (forecaster.Outlook() is not { } outlook) return null;
        var isCurrent = scrape.TimeMs - outlook.AsOfMs <= StaleSteps * forecaster.StepMs;
        return isNew || (isCurrent && outlook.Warning != Detection.Forecasting.BreachWarning.None) ? Publish(outlook) : null;
    }

    private static double LimitOf(SignalDefinition signal) => double.IsNaN(signal.Slo) ? signal.Limit : signal.Slo;

    private static SignalForecast Publish(SignalOutlook outlook) => new(
        outlook.AsOfMs,
        outlook.Limit,
        (Contracts.Signals.LimitSource)outlook.Source,
        [.. outlook.Horizons.Select((horizon, number) => new HorizonForecast(
            SignalForecaster.HorizonsMs[number], horizon.Low, horizon.Median, horizon.High, horizon.BreachProbability))])
    {
        EarliestBreachMs = outlook.Breach.EarliestMs,
        ExpectedBreachMs = outlook.Breach.ExpectedMs,
        LatestBreachMs = outlook.Breach.LatestMs,
        Warning = (Contracts.Signals.BreachWarning)outlook.Warning,
    };
}
