using System.Globalization;

namespace Telemetry.Benchmarks.Report;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    public static string PerSecond(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Short(count)} {unit}/s");

    public static string MegabytesPerSecond(double bytesPerSecond) => string.Create(CultureInfo.InvariantCulture, $"{bytesPerSecond / 1e6:0} MB/s");

    public static string Ratio(double value) =>
        double.IsFinite(value) ? string.Create(CultureInfo.InvariantCulture, $"{value:0.00}x") : "-";

    public static string Fixed(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} {unit}");

    public static string Quantile(IReadOnlyList<TimeSpan> sorted, double quantile) => string.Create(
        CultureInfo.InvariantCulture, $"{sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1].TotalMilliseconds:0.0} ms");

    private static string Short(double count) => count switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.0} M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e3:0} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count:0.0}"),
    };
}
