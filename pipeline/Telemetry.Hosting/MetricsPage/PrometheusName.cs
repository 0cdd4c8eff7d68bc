using System.Text;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>
/// Instrument names as Prometheus names, by the rules of the OpenTelemetry specification ("Prometheus and OpenMetrics Compatibility"):
/// other characters become one underscore, the unit is appended in words, counters end in <c>_total</c>.
/// </summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["d"] = "days", ["h"] = "hours", ["min"] = "minutes", ["s"] = "seconds", ["ms"] = "milliseconds", ["us"] = "microseconds",
        ["ns"] = "nanoseconds", ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes",
        ["kBy"] = "kilobytes", ["MBy"] = "megabytes", ["GBy"] = "gigabytes", ["%"] = "percent", ["Cel"] = "celsius", ["Hz"] = "hertz",
    };

    private static readonly Dictionary<string, string> Singular = new(StringComparer.Ordinal)
    {
        ["d"] = "day", ["h"] = "hour", ["min"] = "minute", ["s"] = "second", ["ms"] = "millisecond", ["By"] = "byte",
    };

    public static string OfFamily(string instrument, string? unit, MetricKind kind)
    {
        var isCounter = kind is MetricKind.Counter or MetricKind.CounterTotal;
        var isGauge = kind is MetricKind.Gauge or MetricKind.GaugeChange;
        var name = Clean(instrument);
        if (isCounter && name.EndsWith("_total", StringComparison.Ordinal)) name = name[..^"_total".Length];
        var suffix = unit == "1" ? isGauge ? "ratio" : "" : UnitInWords(unit ?? "");
        if (suffix.Length > 0 && !name.EndsWith("_" + suffix, StringComparison.Ordinal)) name = $"{name}_{suffix}";
        return isCounter ? name + "_total" : name;
    }

    /// <summary>Also never begins with two underscores, which Prometheus keeps for itself.</summary>
    public static string OfLabel(string tag) => Clean(tag);

    private static string UnitInWords(string unit)
    {
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return Word(unit, Words);
        var per = Word(unit[(slash + 1)..], Singular);
        var amount = Word(unit[..slash], Words);
        return per.Length == 0 ? amount : $"{amount}_per_{per}".TrimStart('_');
    }

    // What stands in braces is a remark, such as {scrape}, and no part of the unit.
    private static string Word(string unit, Dictionary<string, string> words)
    {
        var open = unit.IndexOf('{', StringComparison.Ordinal);
        if (open >= 0) unit = unit[..open] + unit[(unit.IndexOf('}', open) + 1)..];
        return words.TryGetValue(unit, out var word) ? word : Clean(unit).Trim('_');
    }

    private static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            var valid = char.IsAsciiLetterOrDigit(letter);
            if (!valid && clean.Length > 0 && clean[^1] == '_') continue;
            clean.Append(valid ? letter : '_');
        }
        if (clean.Length > 0 && char.IsAsciiDigit(clean[0])) clean.Insert(0, '_');
        return clean.ToString();
    }
}
