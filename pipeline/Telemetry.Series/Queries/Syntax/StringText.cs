using System.Globalization;
using System.Text;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>Reads string literals: double and single quotes with Go's escapes, back quotes without any.</summary>
internal static class StringText
{
    /// <summary>Value of a literal with its quotes; false where an escape is not valid.</summary>
    public static bool TryUnquote(string literal, out string value)
    {
        value = literal[1..^1];
        if (literal[0] == '`' || !value.Contains('\\', StringComparison.Ordinal)) return true;
        // Escapes may spell single bytes, so the text is put together as bytes.
        var bytes = new List<byte>(value.Length);
        for (var at = 0; at < value.Length;)
        {
            if (value[at] != '\\')
            {
                var next = value.IndexOf('\\', at) is > 0 and var found ? found : value.Length;
                bytes.AddRange(Encoding.UTF8.GetBytes(value[at..next]));
                at = next;
            }
            else if (!TryEscape(value, ref at, literal[0], bytes))
            {
                return false;
            }
        }

        value = Encoding.UTF8.GetString([.. bytes]);
        return true;
    }

    private static bool TryEscape(string text, ref int at, char quote, List<byte> bytes)
    {
        if (at + 1 >= text.Length) return false;
        var c = text[at + 1];
        at += 2;
        if ("abfnrtv\\".IndexOf(c, StringComparison.Ordinal) is >= 0 and var known)
        {
            bytes.Add("\a\b\f\n\r\t\v\\"u8[known]);
            return true;
        }

        if (c == quote)
        {
            bytes.Add((byte)c);
            return true;
        }

        return c switch
        {
            'x' => TryByte(text, ref at, 2, 16, bytes),
            'u' => TryRune(text, ref at, 4, bytes),
            'U' => TryRune(text, ref at, 8, bytes),
            >= '0' and <= '7' => TryOctal(text, ref at, bytes),
            _ => false,
        };
    }

    private static bool TryOctal(string text, ref int at, List<byte> bytes)
    {
        at--;
        return TryByte(text, ref at, 3, 8, bytes);
    }

    private static bool TryByte(string text, ref int at, int digits, int radix, List<byte> bytes)
    {
        if (!TryDigits(text, ref at, digits, radix, out var value) || value > byte.MaxValue) return false;
        bytes.Add((byte)value);
        return true;
    }

    private static bool TryRune(string text, ref int at, int digits, List<byte> bytes)
    {
        if (!TryDigits(text, ref at, digits, 16, out var value) || !Rune.IsValid(value)) return false;
        bytes.AddRange(Encoding.UTF8.GetBytes(new Rune(value).ToString()));
        return true;
    }

    private static bool TryDigits(string text, ref int at, int digits, int radix, out int value)
    {
        value = 0;
        if (at + digits > text.Length) return false;
        var sum = 0L;
        foreach (var c in text.AsSpan(at, digits))
        {
            if (!char.IsAsciiHexDigit(c)) return false;
            var digit = int.Parse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (digit >= radix) return false;
            sum = (sum * radix) + digit;
        }

        at += digits;
        value = sum > int.MaxValue ? int.MaxValue : (int)sum;
        return true;
    }
}
