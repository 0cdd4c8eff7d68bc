using System.Globalization;
using System.Text;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Writes times by Go's layouts, which show how the moment <c>Mon Jan 2 15:04:05 MST 2006</c> would look.</summary>
internal static class GoTimeLayout
{
    // Longer ones before their beginnings.
    private static readonly (string Layout, Func<DateTimeOffset, string> Write)[] Parts =
    [
        ("January", time => Net(time, "MMMM")), ("Jan", time => Net(time, "MMM")),
        ("Monday", time => Net(time, "dddd")), ("Mon", time => Net(time, "ddd")), ("MST", Zone),
        ("2006", time => Net(time, "yyyy")), ("-07:00", time => Offset(time, ":", "")), ("-0700", time => Offset(time, "", "")),
        ("Z07:00", time => Offset(time, ":", "Z")), ("Z0700", time => Offset(time, "", "Z")), ("-07", time => Offset(time, "", "")[..3]),
        ("002", time => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture)),
        ("01", time => Net(time, "MM")), ("02", time => Net(time, "dd")), ("03", time => Net(time, "hh")), ("04", time => Net(time, "mm")),
        ("05", time => Net(time, "ss")), ("06", time => Net(time, "yy")), ("15", time => Net(time, "HH")), ("PM", time => Net(time, "tt")),
        ("pm", time => time.Hour < 12 ? "am" : "pm"), ("_2", time => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2)),
        ("1", time => Net(time, "%M")), ("2", time => Net(time, "%d")), ("3", time => Net(time, "%h")), ("4", time => Net(time, "%m")), ("5", time => Net(time, "%s")),
    ];

    /// <summary>The time in a layout.</summary>
    public static string Format(DateTimeOffset time, string layout)
    {
        var text = new StringBuilder(layout.Length + 8);
        var at = 0;
        while (at < layout.Length)
        {
            var rest = layout.AsSpan(at);
            var fraction = FractionLength(rest);
            if (fraction > 0)
            {
                text.Append(Fraction(time, rest[..fraction]));
                at += fraction;
                continue;
            }

            var length = Append(time, rest, text);
            if (length == 0) text.Append(layout[at]);
            at += Math.Max(1, length);
        }

        return text.ToString();
    }

    private static int Append(DateTimeOffset time, ReadOnlySpan<char> rest, StringBuilder text)
    {
        foreach (var (layout, write) in Parts)
        {
            if (!rest.StartsWith(layout, StringComparison.Ordinal)) continue;
            text.Append(write(time));
            return layout.Length;
        }

        return 0;
    }

    // A point or comma with zeros or nines behind it, no further digit behind those.
    private static int FractionLength(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not ('.' or ',') || rest[1] is not ('0' or '9')) return 0;
        var end = 1;
        while (end < rest.Length && rest[end] == rest[1]) end++;
        return end < rest.Length && char.IsAsciiDigit(rest[end]) ? 0 : end;
    }

    // Nines leave zeros at the end out, and the point with them. A tick is 100 ns, so that more than seven digits are zeros.
    private static string Fraction(DateTimeOffset time, ReadOnlySpan<char> layout)
    {
        var digits = (time.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture).PadRight(9, '0');
        var shown = digits[..Math.Min(9, layout.Length - 1)];
        if (layout[1] == '9') shown = shown.TrimEnd('0');
        return shown.Length == 0 ? "" : layout[0] + shown;
    }

    private static string Net(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string Offset(DateTimeOffset time, string separator, string zero)
    {
        if (time.Offset == TimeSpan.Zero && zero.Length > 0) return zero;
        var offset = time.Offset.Duration();
        return $"{(time.Offset < TimeSpan.Zero ? '-' : '+')}{offset.Hours:00}{separator}{offset.Minutes:00}";
    }

    private static string Zone(DateTimeOffset time) => time.Offset == TimeSpan.Zero ? "UTC" : Offset(time, "", "");
}
