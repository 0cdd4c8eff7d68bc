using System.Globalization;
using System.Text;

namespace Telemetry.Collector.Pages;

/// <summary>Durations as Prometheus writes them: <c>1m30s</c>, <c>250ms</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, long Milliseconds)[] Units =
        [("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    public static string Of(TimeSpan duration)
    {
        var left = (long)duration.TotalMilliseconds;
        if (left == 0) return "0s";
        var text = new StringBuilder();
        foreach (var (unit, milliseconds) in Units)
        {
            // As in Prometheus, weeks and days only where nothing smaller follows.
            if (left < milliseconds || (milliseconds > 3_600_000 && left % milliseconds != 0)) continue;
            text.Append(CultureInfo.InvariantCulture, $"{left / milliseconds}{unit}");
            left %= milliseconds;
        }
        return text.ToString();
    }
}
