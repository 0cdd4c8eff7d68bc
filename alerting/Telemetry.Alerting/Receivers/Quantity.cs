using System.Globalization;

namespace Telemetry.Alerting.Receivers;

/// <summary>Prints a signal's value for people.</summary>
internal static class Quantity
{
    private const double Milli = 1e-3;
    private const double Micro = 1e-6;
    private const int SignificantDigits = 3;

    /// <summary>A value in the unit of its signal: <c>412 ms</c>, <c>3.1 %</c>, <c>12.5/s</c>; "unknown" where it is not a number.</summary>
    public static string Format(double value, string unit) => unit switch
    {
        _ when !double.IsFinite(value) => "unknown",
        "s" => FormatSeconds(value),
        "ratio" => $"{Short(value * 100)} %",
        "1/s" => $"{Short(value)}/s",
        "1" or "" => Short(value),
        _ => $"{Short(value)} {unit}",
    };

    /// <summary>How far a value is from what is normal: <c>+86 %</c>, <c>17×</c>; empty where that cannot be said.</summary>
    public static string Deviation(double value, double baseline)
    {
        if (!double.IsFinite(value) || !double.IsFinite(baseline) || baseline <= 0 || value < 0) return "";
        var factor = value / baseline;
        return factor >= 3 ? $"{Short(factor)}×" : $"{(factor >= 1 ? "+" : "−")}{Short(Math.Abs(factor - 1) * 100)} %";
    }

    private static string FormatSeconds(double seconds) => Math.Abs(seconds) switch
    {
        >= 1 or 0 => $"{Short(seconds)} s",
        >= Milli => $"{Short(seconds / Milli)} ms",
        _ => $"{Short(seconds / Micro)} µs",
    };

    private static string Short(double value)
    {
        if (value == 0) return "0";
        var decimals = SignificantDigits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals <= 0
            ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture)
            : Math.Round(value, Math.Min(decimals, 15)).ToString("0.###############", CultureInfo.InvariantCulture);
    }
}
