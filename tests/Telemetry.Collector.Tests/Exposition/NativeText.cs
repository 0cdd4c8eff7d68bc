using System.Globalization;
using System.Text.Json;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>Native histograms of the corpus and of the parse tool in one form. Buckets are numbered as Prometheus does; empty ones are left out.</summary>
internal static class NativeText
{
    /// <summary>An entry's histogram of whole numbers (buckets as deltas) or of floats (buckets as they are); null where it has none.</summary>
    public static string? OfEntry(JsonElement entry)
    {
        var isFloat = entry.TryGetProperty("fhs", out var histogram);
        if (!isFloat && !entry.TryGetProperty("shs", out histogram)) return null;
        return Describe(
            Of(histogram, "Count"), Of(histogram, "Schema"), Of(histogram, "Sum"), Of(histogram, "ZeroThreshold"), Of(histogram, "ZeroCount"),
            Spread(histogram, "Positive", isFloat), Spread(histogram, "Negative", isFloat));
    }

    /// <summary>A sample's native histogram; null where it has none.</summary>
    public static string? OfSample(JsonElement sample)
    {
        if (!sample.TryGetProperty("native", out var native)) return null;
        return Describe(
            Of(sample, "value"), Of(native, "schema"), Of(native, "sum"), Of(native, "zero_threshold"), Of(native, "zero_count"),
            Run(native.GetProperty("positive")), Run(native.GetProperty("negative")));
    }

    /// <summary>Counts of an entry's buckets by their number.</summary>
    public static IEnumerable<(int Index, double Count)> Spread(JsonElement histogram, string side, bool isFloat)
    {
        var counts = histogram.TryGetProperty(side + "Buckets", out var list) ? list.EnumerateArray().Select(static e => e.GetDouble()).ToList() : [];
        var (index, next, last) = (0, 0, 0.0);
        foreach (var span in histogram.GetProperty(side + "Spans").EnumerateArray())
        {
            index += span.GetProperty("Offset").GetInt32();
            for (var left = span.GetProperty("Length").GetInt32(); left > 0; left--)
            {
                last = counts[next++] + (isFloat ? 0 : last);
                yield return (index++, last);
            }
        }
    }

    // OTLP counts a bucket by its lower bound, Prometheus by its upper one.
    private static IEnumerable<(int Index, double Count)> Run(JsonElement run)
    {
        var index = run.GetProperty("offset").GetInt32() + 1;
        foreach (var count in run.GetProperty("counts").EnumerateArray()) yield return (index++, count.GetDouble());
    }

    private static string Describe(
        double count, double schema, double sum, double threshold, double zeros, IEnumerable<(int, double)> above, IEnumerable<(int, double)> below) =>
        string.Create(CultureInfo.InvariantCulture, $"native {count:R} schema {schema:R} sum {sum:R} zero {threshold:R}:{zeros:R} above {Buckets(above)} below {Buckets(below)}");

    private static string Buckets(IEnumerable<(int Index, double Count)> buckets) =>
        string.Join(',', buckets.Where(static bucket => bucket.Count != 0).Select(static bucket => FormattableString.Invariant($"{bucket.Index}:{bucket.Count:R}")));

    private static double Of(JsonElement from, string field) =>
        !from.TryGetProperty(field, out var number) ? 0
        : number.ValueKind == JsonValueKind.String ? double.Parse(number.GetString()!, CultureInfo.InvariantCulture)
        : number.GetDouble();
}
