using System.Globalization;
using System.Text;

namespace Telemetry.Collector.Exposition;

/// <summary>
/// Floats as both formats write them: Go's <c>strconv.ParseFloat</c> without hexadecimal and underscores, overflow being an error.
/// Results are bit-exact.
/// </summary>
internal static class FloatParser
{
    /// <summary>Mantissas up to 2^53 and powers of ten up to 10^22 are exact doubles, so one operation rounds once (Clinger 1990).</summary>
    private const ulong LargestExactMantissa = 1UL << 53;
    private const int LargestExactPower = 22;

    /// <summary>Digits that cannot overflow a 64-bit mantissa.</summary>
    private const int SafeDigits = 19;

    /// <summary>Exponents beyond this are left to the full parser; keeps the sum of exponent digits from overflowing.</summary>
    private const int LargestExponent = 9999;

    private const NumberStyles Decimal =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads the whole of <paramref name="text"/> as a float.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParsePrefix(text, out value, out var length) && length == text.Length;

    /// <summary>Reads a float that ends at a blank, a newline or the end of <paramref name="text"/>.</summary>
    public static bool TryParsePrefix(ReadOnlySpan<byte> text, out double value, out int length)
    {
        var i = 0;
        var negative = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            i = 1;
        }

        ulong mantissa = 0;
        var digits = ReadDigits(text, ref i, ref mantissa);
        var fraction = 0;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            fraction = ReadDigits(text, ref i, ref mantissa);
            digits += fraction;
        }

        var exponent = 0;
        if (digits > 0 && i < text.Length && (text[i] | 0x20) == 'e' && !TryReadExponent(text, ref i, out exponent))
        {
            return ParseSpecial(text, out value, out length);
        }

        if (digits == 0 || (i < text.Length && !EndsNumber(text[i])))
        {
            return ParseSpecial(text, out value, out length);
        }

        length = i;
        exponent -= fraction;
        if (digits > SafeDigits || mantissa > LargestExactMantissa || exponent is < -LargestExactPower or > LargestExactPower)
        {
            return ParseSlowly(text[..i], out value);
        }

        value = exponent < 0 ? mantissa / Powers[-exponent] : mantissa * Powers[exponent];
        if (negative)
        {
            value = -value;
        }

        return true;
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, ref int i, ref ulong mantissa)
    {
        var start = i;
        while (i < text.Length)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                break;
            }

            mantissa = (mantissa * 10) + digit;
            i++;
        }

        return i - start;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int i, out int exponent)
    {
        exponent = 0;
        i++;
        var negative = false;
        if (i < text.Length && text[i] is (byte)'-' or (byte)'+')
        {
            negative = text[i] == '-';
            i++;
        }

        var start = i;
        while (i < text.Length && (uint)(text[i] - '0') <= 9)
        {
            exponent = Math.Min((exponent * 10) + (text[i] - '0'), LargestExponent);
            i++;
        }

        exponent = negative ? -exponent : exponent;
        return i > start;
    }

    private static bool EndsNumber(byte b) => b is (byte)' ' or (byte)'\n' or (byte)'\t';

    private static bool ParseSlowly(ReadOnlySpan<byte> number, out double value) =>
        double.TryParse(number, Decimal, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool ParseSpecial(ReadOnlySpan<byte> text, out double value, out int length)
    {
        length = text.IndexOfAny(" \t\n"u8);
        length = length < 0 ? text.Length : length;
        var word = text[..length];
        if (Ascii.EqualsIgnoreCase(word, "nan"u8))
        {
            value = double.NaN;
            return true;
        }

        var negative = word.Length > 0 && word[0] == '-';
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        word = negative || (word.Length > 0 && word[0] == '+') ? word[1..] : word;
        return Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8);
    }
}
