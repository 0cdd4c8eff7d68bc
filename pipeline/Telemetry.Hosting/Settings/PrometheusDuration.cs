using System.Globalization;
using System.Text;

namespace Telemetry.Hosting.Settings;

/// <summary>
/// Durations as Prometheus writes them: <c>15s</c>, <c>1m30s</c>, <c>250ms</c>; units from large to small, each once, or a bare <c>0</c>.
/// A year is 365 days, a week 7.
/// </summary>
internal static class PrometheusDuration
{
    private static readonly (string Name, long Milliseconds)[] Units =
    [
        ("y", 365L * 86_400_000), ("w", 7L * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0") return true;
        if (text.Length == 0) return false;
        var rest = text.AsSpan();
        var next = 0;
        long total = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > 12) return false;
            var amount = long.Parse(rest[..digits], CultureInfo.InvariantCulture);
            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9');
            var unit = IndexOf(letters < 0 ? rest : rest[..letters]);
            if (unit < next) return false;
            total += amount * Units[unit].Milliseconds;
            if (amount > long.MaxValue / 10_000 / Units[unit].Milliseconds || total > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) return false;
            next = unit + 1;
            rest = letters < 0 ? [] : rest[letters..];
        }
        duration = TimeSpan.FromMilliseconds(total);
        return true;
    }

    /// <summary>The shortest way to write it; whole milliseconds.</summary>
    public static string Format(TimeSpan duration)
    {
        var left = duration.Ticks / TimeSpan.TicksPerMillisecond;
        if (left == 0) return "0s";
        var text = new StringBuilder(left < 0 ? "-" : "");
        left = Math.Abs(left);
        foreach (var (name, milliseconds) in Units)
        {
            // Prometheus prints weeks and years only when nothing is left over, and so do we.
            if (name is "y" or "w" && left % milliseconds != 0) continue;
            if (left / milliseconds > 0) text.Append(left / milliseconds).Append(name);
            left %= milliseconds;
        }
        return text.ToString();
    }

    private static int IndexOf(ReadOnlySpan<char> name)
    {
        for (var index = 0; index < Units.Length; index++)
        {
            if (name.SequenceEqual(Units[index].Name)) return index;
        }
        return -1;
    }
}
