using System.Globalization;

namespace Telemetry.Collector.Exposition;

/// <summary>Floats as text.</summary>
internal static class FloatText
{
    /// <summary>Decimal exponents below and from which Go's shortest form is written with an exponent.</summary>
    private const int LowestPlain = -4;
    private const int LowestScientific = 6;

    /// <summary>Shortest text that reads back as the same value; infinities as <c>+Inf</c>, <c>-Inf</c>.</summary>
    public static string Print(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// The canonical form of an <c>le</c> or <c>quantile</c> label, as Prometheus normalises it: <c>1</c>, <c>1.0</c> and
    /// <c>1e0</c> become <c>1.0</c>, a million <c>1e+06</c>.
    /// </summary>
    public static string PrintBound(double value)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value == 0 ? "0.0" : Print(value);
        }

        var exponent = ShortestDigits(Math.Abs(value), out var digits);
        var sign = value < 0 ? "-" : "";
        if (exponent is >= LowestPlain and < LowestScientific)
        {
            return sign + Plain(digits, exponent);
        }

        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        var padded = digits.PadRight(exponent + 2, '0');
        return padded[..(exponent + 1)] + "." + padded[(exponent + 1)..];
    }

    /// <summary>The fewest digits that read back as the same value, the point being behind the first; returns the exponent.</summary>
    private static int ShortestDigits(double value, out string digits)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        exponent -= all.Length - significant.Length;
        digits = significant.TrimEnd('0');
        return exponent;
    }
}
