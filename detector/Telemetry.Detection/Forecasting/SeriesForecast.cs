using System.Runtime.InteropServices;

namespace Telemetry.Detection.Forecasting;

/// <summary>What a series is expected to be at one horizon.</summary>
/// <param name="HorizonMs">How far ahead of the last value, milliseconds; never less than one step of the series.</param>
/// <param name="Low">5 % quantile, in the series' unit.</param>
/// <param name="Median">Median, in the series' unit.</param>
/// <param name="High">95 % quantile, in the series' unit.</param>
/// <param name="BreachProbability">Calibrated probability that the value then is above the limit, 0 to 1; NaN without a limit.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SeriesForecast(long HorizonMs, double Low, double Median, double High, double BreachProbability)
{
    /// <summary>Whether there is something to say: false before the first value.</summary>
    public bool IsKnown => !double.IsNaN(Median);
}
