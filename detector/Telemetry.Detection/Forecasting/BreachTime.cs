using System.Runtime.InteropServices;

namespace Telemetry.Detection.Forecasting;

/// <summary>When a limit is crossed, as times ahead of the last value; NaN where not within the farthest horizon.</summary>
/// <param name="EarliestMs">The band's upper edge crosses: before that it is not to be expected.</param>
/// <param name="ExpectedMs">The odds become even.</param>
/// <param name="LatestMs">The band's lower edge crosses: by then it is to be expected.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BreachTime(double EarliestMs, double ExpectedMs, double LatestMs)
{
    private const double Even = 0.5;

    /// <summary>Nothing is known.</summary>
    public static BreachTime Unknown { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Reads the time off forecasts in the order of their horizons, straight lines between them.</summary>
    /// <param name="value">The last value.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="forecasts">What is expected.</param>
    public static BreachTime Of(double value, double limit, ReadOnlySpan<SeriesForecast> forecasts)
    {
        var (earliest, expected, latest) = (new FirstCrossing(value, limit), new FirstCrossing(value > limit ? 1 : 0, Even), new FirstCrossing(value, limit));
        foreach (var forecast in forecasts)
        {
            earliest.Next(forecast.HorizonMs, forecast.High);
            expected.Next(forecast.HorizonMs, forecast.BreachProbability);
            latest.Next(forecast.HorizonMs, forecast.Low);
        }

        return new BreachTime(earliest.AtMs, expected.AtMs, latest.AtMs);
    }

    /// <summary>The first time at which a line of straight pieces reaches a level.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct FirstCrossing(double value, double level)
    {
        private double _value = value;
        private long _timeMs;

        public double AtMs { get; private set; } = value > level ? 0 : double.NaN;

        public void Next(long timeMs, double value)
        {
            if (double.IsNaN(AtMs) && value >= level)
                AtMs = value > _value ? _timeMs + ((timeMs - _timeMs) * Math.Clamp((level - _value) / (value - _value), 0, 1)) : timeMs;
            (_timeMs, _value) = (timeMs, value);
        }
    }
}
