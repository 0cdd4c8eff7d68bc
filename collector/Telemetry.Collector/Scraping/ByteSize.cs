using System.Globalization;

namespace Telemetry.Collector.Scraping;

/// <summary>Sizes as Prometheus writes them: a number and a unit, each step of units being 1024.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>Reads for example <c>512KB</c> or <c>1.5MiB</c>; a number alone is bytes.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var digits = text.AsSpan().TrimEnd("BKMGTi");
        var unit = text.AsSpan(digits.Length).ToString().Replace("i", "", StringComparison.Ordinal);
        var step = unit.Length == 0 ? 0 : Array.IndexOf(Units, unit);
        if (step < 0 || !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        var size = number * Math.Pow(1024, step);
        if (size > long.MaxValue / 2) return false;
        bytes = (long)size;
        return true;
    }
}
