using System.Globalization;

namespace Telemetry.Backtest.Csv;

/// <summary>Times of a CSV file: Unix seconds, seconds from 0, Unix milliseconds, or a date and time as UTC.</summary>
internal static class CsvTime
{
    // Seconds from here on are milliseconds: as seconds they lie beyond the year 5000.
    private const double FirstMilliseconds = 1e11;

    // Up to the year 9999, in milliseconds.
    private const double MaxMilliseconds = 253_402_300_799_999;

    private static readonly string[] Forms =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFF", "yyyy-MM-dd'T'HH:mm:ss.FFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>Reads a time as Unix milliseconds.</summary>
    public static bool TryParse(string text, out long timeMs)
    {
        timeMs = 0;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number >= FirstMilliseconds ? number : number * 1000;
            if (!(milliseconds >= 0) || milliseconds > MaxMilliseconds) return false;
            timeMs = (long)Math.Round(milliseconds);
            return true;
        }

        if (!DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return false;
        timeMs = time.ToUnixTimeMilliseconds();
        return timeMs >= 0;
    }

    /// <summary>A time as our files have it: Unix seconds, with a fraction only where there is one.</summary>
    public static string Format(long timeMs) => timeMs % 1000 == 0
        ? (timeMs / 1000).ToString(CultureInfo.InvariantCulture)
        : (timeMs / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
}
