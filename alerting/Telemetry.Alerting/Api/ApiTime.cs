using System.Globalization;
using System.Text.RegularExpressions;

namespace Telemetry.Alerting.Api;

/// <summary>Times as Alertmanager's API reads and writes them (<c>go-openapi/strfmt</c>, <c>DateTime</c>): RFC 3339 and some looser forms in, milliseconds out.</summary>
internal static partial class ApiTime
{
    // A DateTimeOffset has seven digits of a second.
    private const int MaxFraction = 7;

    /// <summary>Reads a time; one without a zone is UTC, the empty text is 1970.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = DateTimeOffset.UnixEpoch;
        if (text.Length == 0) return true;
        var match = Forms().Match(text);
        if (!match.Success) return false;
        var fraction = match.Groups["fraction"].Value;
        var zone = match.Groups["zone"].Value;
        if (zone.Length == "+hhmm".Length) zone = zone.Insert(3, ":");
        var seconds = match.Groups["seconds"].Success ? match.Groups["seconds"].Value : ":00";
        if (fraction.Length > MaxFraction) fraction = fraction[..MaxFraction];
        var written = $"{match.Groups["date"].Value}T{match.Groups["time"].Value}{seconds}{(fraction.Length > 0 ? "." : "")}{fraction}{zone}";
        return DateTimeOffset.TryParseExact(
            written, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>Writes a time with milliseconds.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<date>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}:\d{2})(?:(?<seconds>:\d{2})(?:[.,](?<fraction>\d+))?(?<zone>Z|[+-]\d{2}:?\d{2})?|(?<zone>Z)?)| (?<time>\d{2}:\d{2})(?<seconds>:\d{2}))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forms();
}
