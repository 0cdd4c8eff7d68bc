using System.Globalization;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Writes floating-point numbers as Go's <c>%v</c> does: the shortest digits that read back, with an exponent below 1e-4 and from 1e21 on.</summary>
internal static class GoNumber
{
    /// <summary>The number as text.</summary>
    public static string Format(double number)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "+Inf" : "-Inf";
        if (number == 0) return "0";
        var (digits, exponent) = Shortest(Math.Abs(number));
        return (number < 0 ? "-" : "") + (exponent is < -4 or >= 21 ? Scientific(digits, exponent) : Plain(digits, exponent));
    }

    // Digits without a point, and the power of ten of the first one.
    private static (string Digits, int Exponent) Shortest(double magnitude)
    {
        var text = magnitude.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = text[0].IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text[0].Length : point;
        var all = text[0].Replace(".", "", StringComparison.Ordinal);
        var zeros = all.Length - all.TrimStart('0').Length;
        var exponent = whole - 1 - zeros + (text.Length > 1 ? int.Parse(text[1], CultureInfo.InvariantCulture) : 0);
        return (all.Trim('0'), exponent);
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        var padded = digits.PadRight(exponent + 1, '0');
        return padded.Length == exponent + 1 ? padded : $"{padded[..(exponent + 1)]}.{padded[(exponent + 1)..]}";
    }

    private static string Scientific(string digits, int exponent) =>
        $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
}
