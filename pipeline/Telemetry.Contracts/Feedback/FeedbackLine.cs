using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.Contracts.Events;

namespace Telemetry.Contracts.Feedback;

/// <summary>Feedback as one line of JSON: <c>docs/formats/feedback.md</c>.</summary>
public static class FeedbackLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    public static string Format(FeedbackRecord feedback)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("cluster", feedback.Cluster);
            json.WriteString("incident", feedback.IncidentId);
            json.WriteString("at", EventLine.Rfc3339(feedback.At));
            json.WriteString("verdict", NameOf(feedback.Verdict));
            json.WriteString("by", feedback.By);
            json.WriteString("note", feedback.Note);
            json.WriteStartArray("signals");
            foreach (var signal in feedback.Signals)
            {
                json.WriteStartObject();
                json.WriteString("component", signal.Component);
                json.WriteString("signal", signal.Signal);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Reads a line; null, with the reason, when it is none.</summary>
    public static FeedbackRecord? Parse(string line, out string reason)
    {
        reason = "";
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            if (Verdict(Text(json, "verdict")) is { } verdict && json.GetProperty("at").TryGetDateTimeOffset(out var at))
            {
                return new FeedbackRecord
                {
                    Cluster = Text(json, "cluster"),
                    IncidentId = Text(json, "incident"),
                    At = at,
                    Verdict = verdict,
                    By = Text(json, "by"),
                    Note = Text(json, "note"),
                    Signals = [.. json.GetProperty("signals").EnumerateArray().Take(FeedbackRecord.MaxSignals)
                        .Select(signal => new FeedbackSignal(Text(signal, "component"), Text(signal, "signal")))],
                };
            }

            reason = "verdict is real, noise or withdrawn, and at an RFC 3339 time";
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            reason = broken.Message;
        }

        return null;
    }

    /// <summary>The word for a verdict.</summary>
    public static string NameOf(FeedbackVerdict verdict) => verdict switch
    {
        FeedbackVerdict.Real => "real",
        FeedbackVerdict.Noise => "noise",
        _ => "withdrawn",
    };

    /// <summary>The verdict of a word; null where there is none.</summary>
    public static FeedbackVerdict? Verdict(string word) => word switch
    {
        "real" => FeedbackVerdict.Real,
        "noise" => FeedbackVerdict.Noise,
        "withdrawn" => FeedbackVerdict.Withdrawn,
        _ => null,
    };

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
