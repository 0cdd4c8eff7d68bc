using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary><c>printf</c>: the verbs <c>%v %s %q %d %x %X %o %b %c %U %t %f %e %g %T %%</c> with Go's flags, width and precision.</summary>
internal static partial class GoFormat
{
    private const int MaxWidth = 1000;

    /// <summary>The text of a format and its arguments; what does not fit is told in the text, as Go does.</summary>
    public static string Print(string format, IReadOnlyList<object?> arguments)
    {
        var text = new StringBuilder(format.Length + 16);
        var next = 0;
        var at = 0;
        foreach (Match verb in Verb().Matches(format))
        {
            text.Append(format, at, verb.Index - at);
            at = verb.Index + verb.Length;
            text.Append(Write(verb, arguments, ref next));
        }

        text.Append(format, at, format.Length - at);
        if (next < arguments.Count)
            text.Append("%!(EXTRA ").AppendJoin(", ", arguments.Skip(next).Select(extra => $"{TypeOf(extra)}={ValuePrinter.Print(extra)}")).Append(')');
        return text.ToString();
    }

    private static string Write(Match verb, IReadOnlyList<object?> arguments, ref int next)
    {
        if (verb.Groups["verb"].Value is not [var letter]) return "%!(NOVERB)";
        if (letter == '%') return "%";
        if (next >= arguments.Count) return $"%!{letter}(MISSING)";
        var argument = arguments[next++];
        var flags = verb.Groups["flags"].Value;
        var precision = Number(verb.Groups["precision"].Value);
        var text = Convert(letter, argument, flags, verb.Groups["precision"].Success ? precision ?? 0 : null);
        return text is null ? $"%!{letter}({TypeOf(argument)}={ValuePrinter.Print(argument)})" : Pad(text, flags, Number(verb.Groups["width"].Value) ?? 0, argument);
    }

    private static string? Convert(char letter, object? argument, string flags, int? precision) => (letter, argument) switch
    {
        ('v', double number) => Signed(precision is null ? GoNumber.Format(number) : General(number, precision.Value), flags),
        ('v', long whole) => Signed(ValuePrinter.Print(whole), flags),
        ('v', null) => "<nil>",
        ('v', _) => ValuePrinter.Print(argument),
        ('T', _) => TypeOf(argument),
        ('t', bool flag) => ValuePrinter.Print(flag),
        ('s', not (null or long or double or bool)) => Cut(ValuePrinter.Print(argument), precision),
        ('q', string or SafeHtml) => Quoted(Cut(ValuePrinter.Print(argument), precision)),
        ('x', string text) => System.Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        ('X', string text) => System.Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        (_, long whole) => Whole(letter, whole, flags),
        (_, double number) => Fraction(letter, number, flags, precision),
        _ => null,
    };

    private static string? Whole(char letter, long whole, string flags) => letter switch
    {
        'd' => Signed(whole.ToString(CultureInfo.InvariantCulture), flags),
        'x' => (flags.Contains('#', StringComparison.Ordinal) ? "0x" : "") + whole.ToString("x", CultureInfo.InvariantCulture),
        'X' => (flags.Contains('#', StringComparison.Ordinal) ? "0X" : "") + whole.ToString("X", CultureInfo.InvariantCulture),
        'o' => System.Convert.ToString(whole, 8),
        'b' => System.Convert.ToString(whole, 2),
        'c' or 'q' when Rune.IsValid((int)Math.Clamp(whole, -1, int.MaxValue)) => letter == 'c' ? new Rune((int)whole).ToString() : $"'{new Rune((int)whole)}'",
        'U' => $"U+{whole:X4}",
        _ => null,
    };

    private static string? Fraction(char letter, double number, string flags, int? precision) => letter switch
    {
        'f' or 'F' => Signed(number.ToString($"F{precision ?? 6}", CultureInfo.InvariantCulture), flags),
        'e' => Signed(Exponent(number, precision ?? 6), flags),
        'g' => Signed(precision is null ? GoNumber.Format(number) : General(number, precision.Value), flags),
        _ => null,
    };

    private static string Exponent(double number, int precision)
    {
        var parts = number.ToString($"e{precision}", CultureInfo.InvariantCulture).Split('e');
        return $"{parts[0]}e{parts[1][0]}{int.Parse(parts[1].AsSpan(1), CultureInfo.InvariantCulture):00}";
    }

    private static string General(double number, int precision) =>
        GoNumber.Format(double.Parse(number.ToString($"G{Math.Max(1, precision)}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string Signed(string text, string flags) =>
        text[0] == '-' ? text : flags.Contains('+', StringComparison.Ordinal) ? "+" + text : flags.Contains(' ', StringComparison.Ordinal) ? " " + text : text;

    private static string Cut(string text, int? precision) =>
        precision is null ? text : string.Concat(text.EnumerateRunes().Take(precision.Value).Select(rune => rune.ToString()));

    private static string Pad(string text, string flags, int width, object? argument)
    {
        var missing = width - text.EnumerateRunes().Count();
        if (missing <= 0) return text;
        if (flags.Contains('-', StringComparison.Ordinal)) return text + new string(' ', missing);
        if (!flags.Contains('0', StringComparison.Ordinal)) return new string(' ', missing) + text;
        var sign = argument is long or double && text[0] is '-' or '+' or ' ' ? 1 : 0;
        return text[..sign] + new string('0', missing) + text[sign..];
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                < ' ' or 0x7f => $"\\x{rune.Value:x2}",
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static string TypeOf(object? value) => value switch
    {
        null => "<nil>",
        string or SafeHtml => "string",
        bool => "bool",
        long => "int",
        double => "float64",
        LabelMap => "template.KV",
        AlertList => "template.Alerts",
        TimeObject => "time.Time",
        DurationObject => "time.Duration",
        _ => "[]string",
    };

    private static int? Number(string digits) => digits.Length == 0 ? null : int.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MaxWidth) : MaxWidth;

    [GeneratedRegex(@"%(?<flags>[-+# 0]*)(?<width>\d*)(\.(?<precision>\d*))?(?<verb>.?)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Verb();
}
