using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Exposition.Strict;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Samples and verdicts as one JSON object a line; absent fields are left out.</summary>
internal static class SampleJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PrintedSample sample) => Write(json =>
    {
        json.WriteString("name", sample.Name);
        json.WriteString("type", sample.Type);
        WriteLabels(json, sample.Labels);
        json.WriteString("value", FloatText.Print(sample.Value));
        WriteOptional(json, "timestamp_ms", sample.TimestampMs);
        WriteOptional(json, "created_ms", sample.CreatedMs);
        if (sample.Exemplar is { } exemplar)
        {
            json.WriteStartObject("exemplar");
            WriteLabels(json, exemplar.Labels);
            json.WriteString("value", FloatText.Print(exemplar.Value));
            WriteOptional(json, "timestamp_ms", exemplar.TimestampMs);
            json.WriteEndObject();
        }

        if (sample.Native is { } native) WriteNative(json, native);
    });

    public static string Of(PageVerdict verdict) => Write(json =>
    {
        json.WriteBoolean("valid", verdict.IsValid);
        if (!verdict.IsValid)
        {
            json.WriteNumber("line", verdict.Line);
            json.WriteString("reason", verdict.Reason);
        }
    });

    private static string Write(Action<Utf8JsonWriter> writeFields)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteLabels(Utf8JsonWriter json, IReadOnlyList<Label> labels)
    {
        json.WriteStartObject("labels");
        foreach (var label in labels)
        {
            json.WriteString(label.Name, label.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteNative(Utf8JsonWriter json, PrintedNative native)
    {
        json.WriteStartObject("native");
        json.WriteNumber("schema", native.Schema);
        json.WriteString("sum", FloatText.Print(native.Sum));
        json.WriteString("zero_threshold", FloatText.Print(native.ZeroThreshold));
        json.WriteNumber("zero_count", native.ZeroCount);
        WriteBuckets(json, "positive", native.PositiveOffset, native.Positive);
        WriteBuckets(json, "negative", native.NegativeOffset, native.Negative);
        json.WriteEndObject();
    }

    private static void WriteBuckets(Utf8JsonWriter json, string name, int offset, IReadOnlyList<long> counts)
    {
        json.WriteStartObject(name);
        json.WriteNumber("offset", offset);
        json.WriteStartArray("counts");
        foreach (var count in counts) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
