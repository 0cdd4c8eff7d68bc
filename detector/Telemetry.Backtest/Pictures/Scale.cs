using System.Globalization;
using System.Runtime.InteropServices;

namespace Telemetry.Backtest.Pictures;

/// <summary>From values to heights: linear, or logarithmic where the values span more than two decades above 0.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Scale
{
    private const double LogarithmicFrom = 100;
    private const double Margin = 0.05;

    private readonly double _low;
    private readonly double _high;
    private readonly double _top;
    private readonly double _height;

    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <param name="top">Height of the largest value.</param>
    /// <param name="height">Distance down to the smallest.</param>
    public Scale(double low, double high, double top, double height)
    {
        (Low, High, _top, _height) = (low, high, top, height);
        IsLogarithmic = low > 0 && high / low > LogarithmicFrom;
        (_low, _high) = (Transform(low), Transform(high));
        var margin = Math.Max((_high - _low) * Margin, 1e-9);
        (_low, _high) = (_low - margin, _high + margin);
    }

    public double Low { get; }

    public double High { get; }

    public bool IsLogarithmic { get; }

    /// <summary>Where a value lies, kept inside.</summary>
    public double At(double value) => _top + (_height * (1 - Math.Clamp((Transform(value) - _low) / (_high - _low), 0, 1)));

    /// <summary>A number as short as it is telling.</summary>
    public static string Text(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 or < 1e-3 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private double Transform(double value) => IsLogarithmic ? Math.Log10(Math.Max(value, Low)) : value;
}
