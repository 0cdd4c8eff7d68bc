namespace Telemetry.Detection.Forecasting;

/// <summary>What is expected of one signal, as of the last whole step.</summary>
/// <param name="AsOfMs">Event time up to which values are known, Unix milliseconds.</param>
/// <param name="Limit">Level whose crossing is foretold; NaN while there is none.</param>
/// <param name="Source">Whose limit it is.</param>
/// <param name="Horizons">Forecasts at <see cref="SignalForecaster.HorizonsMs"/>.</param>
/// <param name="Breach">When the limit is crossed.</param>
/// <param name="Warning">What the written rule makes of it; none for a limit that was learned.</param>
public sealed record SignalOutlook(
    long AsOfMs, double Limit, LimitSource Source, IReadOnlyList<SeriesForecast> Horizons, BreachTime Breach, BreachWarning Warning);
