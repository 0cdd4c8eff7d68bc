using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>An explanation with the evidence that its words are made of, as JSON.</summary>
public static class ExplanationJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The JSON of an incident.</summary>
    public static string Of(Explanation explanation, IncidentRecord latest, IncidentRecord evidence)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("incident", latest.IncidentId);
            json.WriteString("cluster", latest.Cluster);
            json.WriteString("began", EventLine.Rfc3339(latest.Began));
            json.WriteString("evidence_at", EventLine.Rfc3339(evidence.At));
            if (latest.Change == IncidentChange.Resolved) json.WriteString("resolved_at", EventLine.Rfc3339(latest.At));
            WriteAll(json, "text", explanation.Lines, (line, _) => json.WriteStringValue(line));
            if (latest.Worsening is { } worsening) WriteWorsening(json, worsening);
            WriteAll(json, "root", latest.Root, WriteRoot);
            WriteAll(json, "signals", evidence.Signals, WriteSignal);
            WriteAll(json, "changes", evidence.Changes, (change, began) => WriteChange(json, change, evidence.Began));
            WriteAll(json, "ruled_out", evidence.RuledOut, WriteRuledOut);
            WriteAll(json, "pictures", evidence.Pictures, WritePicture);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T, Utf8JsonWriter> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(item, json);
        json.WriteEndArray();
    }

    private static void WriteWorsening(Utf8JsonWriter json, IncidentWorsening worsening)
    {
        json.WriteStartObject("worsened");
        json.WriteNumber("number", worsening.Number);
        json.WriteString("at", EventLine.Rfc3339(worsening.At));
        json.WriteString("reason", worsening.Reason.ToString());
        json.WriteString("component", worsening.Component);
        json.WriteString("title", worsening.Title);
        WriteNumber(json, "value", worsening.Value);
        WriteNumber(json, "reference", worsening.Reference);
        json.WriteString("unit", worsening.Unit);
        json.WriteEndObject();
    }

    private static void WriteRoot(RootCandidate root, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("component", root.Component);
        json.WriteString("cause", root.Cause);
        json.WriteNumber("probability", root.Probability);
        json.WriteEndObject();
    }

    private static void WriteSignal(IncidentSignal signal, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("signal", signal.Signal);
        json.WriteString("title", signal.Title);
        json.WriteString("family", signal.Family);
        json.WriteString("component", signal.Component);
        json.WriteString("instance", signal.Instance);
        json.WriteString("measure", signal.Measure);
        WriteNumber(json, "value", signal.Value);
        WriteNumber(json, "normal", signal.Baseline);
        json.WriteString("unit", signal.Unit);
        WriteNumber(json, "evidence", signal.Score);
        json.WriteString("since", EventLine.Rfc3339(signal.Onset));
        json.WriteNumber("budget_factor", signal.BudgetFactor);
        json.WriteStartArray("moved");
        foreach (var moved in signal.Moved)
        {
            json.WriteStartObject();
            WriteNumber(json, "above", moved.Lower);
            WriteNumber(json, "up_to", moved.Upper);
            json.WriteNumber("normal_share", moved.NormalShare);
            json.WriteNumber("share", moved.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, Contracts.Changes.ChangeRecord change, DateTimeOffset began)
    {
        json.WriteStartObject();
        json.WriteString("change", change.ChangeId);
        json.WriteString("made", EventLine.Rfc3339(change.Made));
        json.WriteNumber("seconds_before_onset", (long)(began - change.Made).TotalSeconds);
        json.WriteString("component", change.Component);
        json.WriteString("summary", ChangeSummary.Of(change));
        json.WriteBoolean("routine", change.IsRoutine);
        json.WriteEndObject();
    }

    private static void WriteRuledOut(RuledOut ruledOut, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("reason", ruledOut.Reason.ToString());
        json.WriteString("component", ruledOut.Component);
        json.WriteString("title", ruledOut.Title);
        WriteNumber(json, "value", ruledOut.Value);
        WriteNumber(json, "normal", ruledOut.Baseline);
        json.WriteString("unit", ruledOut.Unit);
        json.WriteEndObject();
    }

    private static void WritePicture(SignalPicture picture, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("signal", picture.Signal);
        json.WriteString("component", picture.Component);
        json.WriteString("instance", picture.Instance);
        WriteNumber(json, "normal_low", picture.NormalLow);
        WriteNumber(json, "normal_high", picture.NormalHigh);
        json.WriteStartArray("points");
        foreach (var point in picture.Points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(point.At.ToUnixTimeMilliseconds());
            json.WriteNumberValue(point.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // JSON has no number that is none.
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
