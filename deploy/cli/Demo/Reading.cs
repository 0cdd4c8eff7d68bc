using System.Globalization;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Demo;

/// <summary>A signal's value beside what is normal for it, in words.</summary>
internal static class Reading
{
    /// <summary>For example <c>48 ms (normal 3.1 ms)</c>; empty where the signal has no value.</summary>
    public static string Of(IncidentSignal signal)
    {
        if (double.IsNaN(signal.Value)) return "";
        var now = Quantity(signal.Value, signal.Unit);
        return double.IsNaN(signal.Baseline) ? now : $"{now} (normal {Quantity(signal.Baseline, signal.Unit)})";
    }

    private static string Quantity(double value, string unit) => (unit, value) switch
    {
        ("s", < 0.001) => string.Create(CultureInfo.InvariantCulture, $"{value * 1e6:0} µs"),
        ("s", < 1) => string.Create(CultureInfo.InvariantCulture, $"{value * 1e3:0.#} ms"),
        ("s", _) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} s"),
        ("ratio", _) => string.Create(CultureInfo.InvariantCulture, $"{value:P1}"),
        ("1", _) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {unit}"),
    };
}
