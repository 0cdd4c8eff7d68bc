using System.Globalization;
using System.Text.Json;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>Brings the corpus's expected entries and the tool's samples to one form, so that a difference can be read.</summary>
internal static class ExpectedEntry
{
    /// <summary>An entry of the corpus: fields of value zero are absent from it.</summary>
    public static string Describe(JsonElement entry)
    {
        var labels = entry.TryGetProperty("lset", out var set) ? Labels(set) : "(unknown)";
        var value = labels == "(unknown)" ? "(unknown)" : NativeText.OfEntry(entry) ?? Number(entry, "v");
        return $"{labels} v={value} t={Number(entry, "t")} st={Number(entry, "st")} es={Exemplar(entry)}";
    }

    /// <summary>A line of the tool; labels and value are left out where the corpus's case does not state them.</summary>
    public static string DescribeSample(JsonElement sample, JsonElement test) => DescribeSample(
        sample, test.GetProperty("expected_entries").EnumerateArray().Any(static entry => entry.TryGetProperty("lset", out _)));

    /// <summary>A line of the tool.</summary>
    public static string DescribeSample(JsonElement sample, bool states = true)
    {
        var name = sample.GetProperty("name").GetString()!;
        var labels = states ? Labels(sample.GetProperty("labels"), name) : "(unknown)";
        var value = states ? NativeText.OfSample(sample) ?? Number(sample, "value") : "(unknown)";
        var exemplar = sample.TryGetProperty("exemplar", out var e)
            ? $"{Labels(e.GetProperty("labels"))} {Number(e, "value")} @{Number(e, "timestamp_ms")}"
            : "none";
        return $"{labels} v={value} t={Number(sample, "timestamp_ms")} st={Number(sample, "created_ms")} es={exemplar}";
    }

    private static string Exemplar(JsonElement entry)
    {
        if (!entry.TryGetProperty("es", out var list))
        {
            return "none";
        }

        var exemplar = list[0];
        return $"{Labels(exemplar.GetProperty("Labels"))} {Number(exemplar, "Value")} @{Number(exemplar, "Ts")}";
    }

    private static string Labels(JsonElement set, string? name = null)
    {
        var pairs = set.EnumerateObject().Select(static label => (label.Name, Value: label.Value.GetString()!));
        pairs = name is null ? pairs : pairs.Append(("__name__", name));
        return string.Join(",", pairs.OrderBy(static pair => pair.Name, StringComparer.Ordinal).Select(static pair => $"{pair.Name}={pair.Value}"));
    }

    private static string Number(JsonElement entry, string field)
    {
        if (!entry.TryGetProperty(field, out var number))
        {
            return "0";
        }

        var text = number.ValueKind == JsonValueKind.String ? number.GetString()! : number.GetRawText();
        return text switch
        {
            "NaN" or "+Inf" or "-Inf" => text,
            _ => double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        };
    }
}
