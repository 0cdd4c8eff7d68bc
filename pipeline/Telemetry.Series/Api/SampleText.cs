using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Telemetry.Series.Api;

/// <summary>
/// Prints numbers as Prometheus's API does: the shortest digits that read back the same, an exponent only below 1e-6 and from 1e21 on.
/// </summary>
internal static class SampleText
{
    /// <summary>Room that any value or time needs.</summary>
    public const int MaxLength = 40;

    private const double SmallestPlain = 1e-6;
    private const double LargestPlain = 1e21;

    /// <summary>Writes a sample value; returns how many bytes.</summary>
    public static int WriteValue(Span<byte> target, double value)
    {
        if (!double.IsFinite(value)) return Copy(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8, target);
        _ = value.TryFormat(target, out var length, "R", CultureInfo.InvariantCulture);
        // .NET turns to exponents earlier on both sides, and writes them in its own way.
        return target[..length].Contains((byte)'E') ? Rewrite(target, target[..length].ToArray(), value) : length;
    }

    /// <summary>Writes a time given in Unix milliseconds as seconds, with three decimals unless they are zero; returns how many bytes.</summary>
    public static int WriteTime(Span<byte> target, long timeMs)
    {
        var length = 0;
        if (timeMs < 0) target[length++] = (byte)'-';
        var (seconds, rest) = ulong.DivRem((ulong)Math.Abs(timeMs), 1000);
        _ = Utf8Formatter.TryFormat(seconds, target[length..], out var written);
        length += written;
        if (rest == 0) return length;
        target[length++] = (byte)'.';
        _ = Utf8Formatter.TryFormat(rest, target[length..], out written, new('D', 3));
        return length + written;
    }

    public static string Value(double value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..WriteValue(text, value)]);
    }

    /// <summary>The value of a scalar result, which Prometheus prints without an exponent whatever its size.</summary>
    public static string ScalarValue(double value) =>
        double.IsFinite(value) ? Plain(value, value.ToString("R", CultureInfo.InvariantCulture)) : Value(value);

    /// <summary>A value in the form of the alerts list: always with an exponent of at least two digits.</summary>
    public static string AlertValue(double value) => double.IsFinite(value) ? Scientific(value) : Value(value);

    private static string Scientific(double value)
    {
        var (digits, exponent) = Decompose(value.ToString("R", CultureInfo.InvariantCulture));
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return $"{(double.IsNegative(value) ? "-" : "")}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):d2}";
    }

    private static int Rewrite(Span<byte> target, ReadOnlySpan<byte> text, double value)
    {
        var size = Math.Abs(value);
        if (size is < SmallestPlain or >= LargestPlain) return Encoding.ASCII.GetBytes(Scientific(value), target);
        return Encoding.ASCII.GetBytes(Plain(value, Encoding.ASCII.GetString(text)), target);
    }

    private static string Plain(double value, string text)
    {
        if (!text.Contains('E', StringComparison.Ordinal)) return text;
        // An exponent means that the digits end before the point or begin behind it.
        var (digits, exponent) = Decompose(text);
        var plain = exponent < 0 ? $"0.{new string('0', -exponent - 1)}{digits}" : digits.PadRight(exponent + 1, '0');
        return value < 0 ? $"-{plain}" : plain;
    }

    // Significant digits without sign, point or trailing zeros, and the power of ten of the first one.
    private static (string Digits, int Exponent) Decompose(string text)
    {
        var mantissa = text.TrimStart('-');
        var exponent = 0;
        if (mantissa.IndexOf('E', StringComparison.Ordinal) is >= 0 and var mark)
        {
            exponent = int.Parse(mantissa.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..mark];
        }

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        if (significant.Length == 0) return ("0", 0);
        exponent += whole - 1 - (digits.Length - significant.Length);
        return (significant.TrimEnd('0'), exponent);
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
