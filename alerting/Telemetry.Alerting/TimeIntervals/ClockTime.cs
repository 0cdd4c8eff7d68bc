using System.Globalization;

namespace Telemetry.Alerting.TimeIntervals;

/// <summary>Reads times of day.</summary>
internal static class ClockTime
{
    /// <summary>Minutes since midnight of <c>HH:MM</c>, 24:00 included; null for anything else.</summary>
    public static int? Minutes(string text)
    {
        if (text == "24:00") return 24 * 60;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : null;
    }
}
