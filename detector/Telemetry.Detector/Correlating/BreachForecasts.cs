using Telemetry.Contracts.Signals;
using Telemetry.Detection.Forecasting;

namespace Telemetry.Detector.Correlating;

/// <summary>The forecast of a point in the terms of correlation.</summary>
internal static class BreachForecasts
{
    // The rule's horizons: what is imminent is so within five minutes, what is foretold within fifteen.
    private const long ImminentMs = 300_000;
    private const long ForetoldMs = 900_000;

    /// <summary>The breach that is warned of; null where there is none, and for a limit that was learned.</summary>
    public static BreachForecast? Of(in SignalPoint point)
    {
        if (point.Forecast is not { Warning: not Contracts.Signals.BreachWarning.None, LimitSource: not Contracts.Signals.LimitSource.Learned } forecast) return null;
        var ruleMs = forecast.Warning == Contracts.Signals.BreachWarning.Imminent ? ImminentMs : ForetoldMs;
        var horizon = forecast.Horizons.FirstOrDefault(horizon => horizon.HorizonMs >= ruleMs);
        return new BreachForecast(
            forecast.AsOfMs, forecast.Limit, (Detection.Forecasting.LimitSource)forecast.LimitSource, horizon?.BreachProbability ?? double.NaN,
            new BreachTime(forecast.EarliestBreachMs, forecast.ExpectedBreachMs, forecast.LatestBreachMs),
            (Detection.Forecasting.BreachWarning)forecast.Warning);
    }
}
