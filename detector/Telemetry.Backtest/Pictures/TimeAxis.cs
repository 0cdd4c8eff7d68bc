using System.Globalization;

namespace Telemetry.Backtest.Pictures;

/// <summary>From times to widths.</summary>
internal sealed class TimeAxis(long fromMs, long toMs, double left, double width)
{
    private const int Ticks = 6;
    private const long DayMs = 86_400_000;

    private static readonly long[] Steps =
        [1_000, 5_000, 15_000, 60_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 3 * 3_600_000, 6 * 3_600_000, 12 * 3_600_000, DayMs, 2 * DayMs, 7 * DayMs, 14 * DayMs, 30 * DayMs, 90 * DayMs];

    /// <summary>Where a time lies, kept inside.</summary>
    public double At(long timeMs) => left + (width * Math.Clamp((double)(timeMs - fromMs) / (toMs - fromMs), 0, 1));

    /// <summary>Where a share of the whole lies.</summary>
    public double AtShare(double share) => left + (width * share);

    /// <summary>Round times with their texts.</summary>
    public IEnumerable<(long TimeMs, string Text)> Marks()
    {
        var step = Array.Find(Steps, step => (toMs - fromMs) / step <= Ticks);
        if (step == 0) step = Steps[^1];
        var form = step >= DayMs ? "yyyy-MM-dd" : toMs - fromMs > DayMs ? "MM-dd HH:mm" : step < 60_000 ? "HH:mm:ss" : "HH:mm";
        for (var at = ((fromMs / step) + 1) * step; at < toMs; at += step)
            yield return (at, DateTimeOffset.FromUnixTimeMilliseconds(at).ToString(form, CultureInfo.InvariantCulture));
    }
}
