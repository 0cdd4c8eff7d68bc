using System.Text.Json;
using Telemetry.Series.Matching;
using Telemetry.Series.Queries.Evaluation;
using Telemetry.Series.Window;

namespace Telemetry.Series.Api;

/// <summary>Writes query results and label sets as Prometheus does.</summary>
internal static class ResultWriter
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>The answer of an instant query.</summary>
    public static ApiAnswer Instant(QueryValue value, StepRange at) => value switch
    {
        ScalarValue scalar => (json, _) => Pair(json, "scalar", at.StartMs, SampleText.ScalarValue(scalar.Values[0])),
        StringValue text => (json, _) => Pair(json, "string", at.StartMs, text.Text),
        _ => (json, cancellationToken) => VectorAsync(json, (VectorValue)value, at, cancellationToken),
    };

    /// <summary>The answer of a range query.</summary>
    public static ApiAnswer Range(QueryValue value, StepRange steps)
    {
        var series = value is ScalarValue scalar ? [new(LabelSet.Empty, scalar.Values)] : ((VectorValue)value).Series;
        return (json, cancellationToken) => MatrixAsync(json, series, steps, cancellationToken);
    }

    public static void WriteLabels(Utf8JsonWriter json, LabelSet labels)
    {
        json.WriteStartObject();
        foreach (var label in labels.Labels) json.WriteString(label.Name, label.Value);
        json.WriteEndObject();
    }

    /// <summary>Passes on what has gathered, once that is worth it.</summary>
    public static Task FlushIfLargeAsync(Utf8JsonWriter json, CancellationToken cancellationToken) =>
        json.BytesPending > FlushBytes ? json.FlushAsync(cancellationToken) : Task.CompletedTask;

    private static ValueTask Pair(Utf8JsonWriter json, string type, long timeMs, string value)
    {
        Begin(json, type);
        WriteTime(json, timeMs);
        json.WriteStringValue(value);
        End(json);
        return ValueTask.CompletedTask;
    }

    private static async ValueTask VectorAsync(Utf8JsonWriter json, VectorValue vector, StepRange at, CancellationToken cancellationToken)
    {
        Begin(json, "vector");
        foreach (var (labels, values) in vector.Series.OrderBy(series => series.Labels))
        {
            if (StaleMarker.Is(values[0])) continue;
            json.WriteStartObject();
            json.WritePropertyName("metric");
            WriteLabels(json, labels);
            json.WritePropertyName("value");
            WritePoint(json, at.StartMs, values[0]);
            json.WriteEndObject();
            await FlushIfLargeAsync(json, cancellationToken);
        }

        End(json);
    }

    private static async ValueTask MatrixAsync(
        Utf8JsonWriter json, IReadOnlyList<SeriesColumn> series, StepRange steps, CancellationToken cancellationToken)
    {
        Begin(json, "matrix");
        foreach (var (labels, values) in series.OrderBy(series => series.Labels))
        {
            if (Array.TrueForAll(values, StaleMarker.Is)) continue;
            json.WriteStartObject();
            json.WritePropertyName("metric");
            WriteLabels(json, labels);
            json.WriteStartArray("values");
            for (var step = 0; step < values.Length; step++)
            {
                if (!StaleMarker.Is(values[step])) WritePoint(json, steps.TimeOf(step), values[step]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await FlushIfLargeAsync(json, cancellationToken);
        }

        End(json);
    }

    private static void Begin(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("resultType", type);
        json.WriteStartArray("result");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A point is written as one raw value: there are millions of them in a large answer, and nothing in them needs escaping.
    private static void WritePoint(Utf8JsonWriter json, long timeMs, double value)
    {
        Span<byte> text = stackalloc byte[(2 * SampleText.MaxLength) + 5];
        text[0] = (byte)'[';
        var length = 1 + SampleText.WriteTime(text[1..], timeMs);
        text[length++] = (byte)',';
        text[length++] = (byte)'"';
        length += SampleText.WriteValue(text[length..], value);
        text[length++] = (byte)'"';
        text[length++] = (byte)']';
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private static void WriteTime(Utf8JsonWriter json, long timeMs)
    {
        Span<byte> text = stackalloc byte[SampleText.MaxLength];
        json.WriteRawValue(text[..SampleText.WriteTime(text, timeMs)], skipInputValidation: true);
    }
}
