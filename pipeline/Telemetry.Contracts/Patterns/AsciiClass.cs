using System.Globalization;
using System.Text;

namespace Telemetry.Contracts.Patterns;

/// <summary>RE2's named classes, which know ASCII only where .NET's know Unicode; written out as ranges for the inside of a .NET class.</summary>
internal static class AsciiClass
{
    // Pairs of first and last character, ascending.
    private static readonly Dictionary<string, string> Ranges = new(StringComparer.Ordinal)
    {
        ["alnum"] = "09AZaz",
        ["alpha"] = "AZaz",
        ["ascii"] = "\0\x7f",
        ["blank"] = "\t\t  ",
        ["cntrl"] = "\0\x1f\x7f\x7f",
        ["digit"] = "09",
        ["graph"] = "!~",
        ["lower"] = "az",
        ["print"] = " ~",
        ["punct"] = "!/:@[`{~",
        ["space"] = "\t\r  ",
        ["upper"] = "AZ",
        ["word"] = "09AZ__az",
        ["xdigit"] = "09AFaf",
        ["perl-space"] = "\t\n\f\r  ",
    };

    /// <summary>Ranges of <c>[:name:]</c>, or of its complement; null for an unknown name.</summary>
    public static string? Posix(string name, bool negated) =>
        Ranges.TryGetValue(name, out var pairs) && name != "perl-space" ? Write(pairs, negated) : null;

    /// <summary>Ranges of <c>\d \w \s</c> and of their capitals; null for another letter.</summary>
    public static string? Perl(char letter) => letter switch
    {
        'd' or 'D' => Write(Ranges["digit"], letter == 'D'),
        'w' or 'W' => Write(Ranges["word"], letter == 'W'),
        's' or 'S' => Write(Ranges["perl-space"], letter == 'S'),
        _ => null,
    };

    private static string Write(string pairs, bool negated)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (!negated) AppendRange(text, pairs[i], pairs[i + 1]);
            else if (pairs[i] > next) AppendRange(text, next, pairs[i] - 1);
            next = pairs[i + 1] + 1;
        }

        if (negated) AppendRange(text, next, char.MaxValue);
        return text.ToString();
    }

    private static void AppendRange(StringBuilder text, int first, int last) =>
        text.Append(CultureInfo.InvariantCulture, $"\\u{first:x4}-\\u{last:x4}");
}
