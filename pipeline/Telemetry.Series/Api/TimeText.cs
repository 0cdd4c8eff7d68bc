using System.Globalization;
using System.Text.RegularExpressions;
using Telemetry.Series.Queries;

namespace Telemetry.Series.Api;

/// <summary>Reads times and durations of requests.</summary>
internal static partial class TimeText
{
    // Differences of two accepted times must fit 64 bits.
    private const double LargestSeconds = 4e15;

    /// <summary>Reads Unix seconds with decimals, or RFC 3339, as Unix milliseconds.</summary>
    public static bool TryParseTime(string text, out long timeMs)
    {
        timeMs = 0;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out var seconds))
        {
            if (!(Math.Abs(seconds) <= LargestSeconds)) return false;
            timeMs = ((long)seconds * 1000) + (long)Math.Round((seconds - Math.Truncate(seconds)) * 1000);
            return true;
        }

        // Nanoseconds are more digits than .NET reads.
        if (!Rfc3339().IsMatch(text)) return false;
        var cut = FractionBeyondMilliseconds().Replace(text, "${kept}");
        if (!DateTimeOffset.TryParse(cut, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        timeMs = time.ToUnixTimeMilliseconds();
        return true;
    }

    /// <summary>Reads seconds with decimals, or a Prometheus duration, as milliseconds.</summary>
    public static bool TryParseDuration(string text, out long milliseconds)
    {
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out var seconds))
        {
            milliseconds = Math.Abs(seconds) <= LargestSeconds ? (long)(seconds * 1000) : 0;
            return Math.Abs(seconds) <= LargestSeconds;
        }

        return PrometheusDuration.TryParse(text, out milliseconds);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"(?<kept>\.\d{1,3})\d*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FractionBeyondMilliseconds();
}
