namespace Telemetry.Detection.Forecasting;

/// <summary>Makes the forecaster of one series once the length of its steps is known.</summary>
/// <param name="stepMs">Usual distance of two values, milliseconds, above 0.</param>
/// <param name="horizonsMs">How far ahead, milliseconds.</param>
/// <param name="limit">Level whose crossing is foretold, in the series' unit; NaN for none.</param>
public delegate ISeriesForecaster CreateForecaster(long stepMs, IReadOnlyList<long> horizonsMs, double limit);
