using System.Globalization;
using System.Runtime.InteropServices;

namespace Telemetry.Benchmarks.Quality;

/// <summary>A goal as the table writes it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QualityGoal(double Min, double Max)
{
    /// <summary>Reads <c>≥ 1</c>, <c>≤ 1</c>, <c>= 1</c> and <c>0.7–1.4</c>; null for anything else.</summary>
    public static QualityGoal? Parse(string text)
    {
        if (text.Split('–') is [var from, var to] && TryNumber(from, out var min) && TryNumber(to, out var max)) return new(min, max);
        if (text.Length < 2 || !TryNumber(text[1..], out var bound)) return null;
        return text[0] switch
        {
            '≥' => new(bound, double.PositiveInfinity),
            '≤' => new(double.NegativeInfinity, bound),
            '=' => new(bound, bound),
            _ => null,
        };
    }

    /// <summary>Whether a value reaches it.</summary>
    public bool Holds(double value) => value >= Min && value <= Max;

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
