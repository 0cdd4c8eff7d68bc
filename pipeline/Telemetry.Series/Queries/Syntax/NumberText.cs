using System.Globalization;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>Number literals: decimal with exponent, hexadecimal, octal with a leading zero (as in Prometheus), Inf and NaN in any case.</summary>
internal static class NumberText
{
    public static bool IsNamed(string text) =>
        text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("nan", StringComparison.OrdinalIgnoreCase);

    public static bool TryParse(string text, out double value)
    {
        if (IsNamed(text))
        {
            value = text[0] is 'i' or 'I' ? double.PositiveInfinity : double.NaN;
            return true;
        }

        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var valid = ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits);
            value = bits;
            return valid;
        }

        if (text.Length is > 1 and <= 22 && text[0] == '0' && text.All(c => c is >= '0' and <= '7'))
        {
            value = text.Aggregate(0.0, (sum, digit) => (sum * 8) + (digit - '0'));
            return true;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }
}
