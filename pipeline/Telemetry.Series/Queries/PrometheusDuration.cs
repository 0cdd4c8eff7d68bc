using System.Globalization;

namespace Telemetry.Series.Queries;

/// <summary>Prometheus's durations: whole numbers with units from large to small, <c>1h30m</c>, each unit at most once.</summary>
internal static class PrometheusDuration
{
    private static readonly (string Unit, long Milliseconds)[] Units =
    [
        ("y", 365L * 86_400_000), ("w", 7L * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ];

    /// <summary>Reads a duration in milliseconds. The bare <c>0</c> needs no unit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text is "0") return true;
        if (text.IsEmpty) return false;
        var nextUnit = 0;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
            text = text[digits..];
            var letters = text.IndexOfAnyExceptInRange('a', 'z');
            var unit = text[..(letters < 0 ? text.Length : letters)];
            while (nextUnit < Units.Length && !unit.SequenceEqual(Units[nextUnit].Unit)) nextUnit++;
            if (nextUnit == Units.Length || count > (long.MaxValue - milliseconds) / Units[nextUnit].Milliseconds) return false;
            milliseconds += count * Units[nextUnit++].Milliseconds;
            text = text[unit.Length..];
        }

        return true;
    }
}
