using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Inbox;

/// <summary>The inbox for programs: <c>docs/formats/inbox.md</c>.</summary>
internal static class InboxJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>A list.</summary>
    public static string Of(InboxAnswer answer) => Render(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("total", answer.Total);
        json.WriteNumber("open", answer.Open);
        json.WriteNumber("past", answer.Past);
        json.WriteNumber("untold", answer.Untold);
        json.WriteNumber("dead", answer.Dead);
        json.WriteStartArray("alerts");
        foreach (var item in answer.Items) WriteItem(json, item, _ => { });
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>One episode with its messages and reasons.</summary>
    public static string Of(InboxItem item, EpisodeSurroundings around) => Render(json => WriteItem(json, item, inner =>
    {
        if (around.Acknowledged.Length > 0) inner.WriteString("acknowledged", around.Acknowledged);
        if (around.History.Length > 0) inner.WriteString("history", around.History);
        if (around.RunbookAddress.Length > 0) inner.WriteString("runbook", around.RunbookAddress);
        if (around.Owner.Length > 0) inner.WriteString("owner", around.Owner);
        inner.WriteStartArray("why");
        foreach (var line in WhyText.Of(item, around)) inner.WriteStringValue(line);
        inner.WriteEndArray();
        inner.WriteStartArray("messages");
        foreach (var message in item.Messages) WriteMessage(inner, message);
        inner.WriteEndArray();
    }));

    /// <summary>Messages that were given up.</summary>
    public static string Of(IReadOnlyList<(InboxItem Item, OutboxRow Message)> letters) => Render(json =>
    {
        json.WriteStartArray();
        foreach (var (_, message) in letters) WriteMessage(json, message);
        json.WriteEndArray();
    });

    private static string Render(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) + "\n";
    }

    private static void WriteItem(Utf8JsonWriter json, InboxItem item, Action<Utf8JsonWriter> writeMore)
    {
        var face = item.Face;
        json.WriteStartObject();
        json.WriteString("key", face.Key.Value);
        json.WriteString("id", face.Id);
        json.WriteString("state", face switch { { WasTold: false } => "untold", { IsOpen: true } => "open", _ => "past" });
        json.WriteString("level", face.Level == AlertLevel.Page ? "page" : "ticket");
        json.WriteString("where", face.Where);
        json.WriteString("subject", face.Subject);
        json.WriteString("title", face.Title);
        json.WriteString("began", WireJson.Timestamp(face.Began));
        json.WriteString("told", WireJson.Timestamp(face.ToldAt));
        json.WriteString("changed", WireJson.Timestamp(face.ChangedAt));
        json.WriteNumber("dead", item.Messages.Count(message => message.Status == RowStatus.Dead));
        writeMore(json);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, OutboxRow message)
    {
        json.WriteStartObject();
        json.WriteString("row", message.Id);
        json.WriteString("receiver", message.Receiver);
        json.WriteString("message", DeliveryHistory.NameOf(message));
        json.WriteString("state", DeliveryHistory.StateOf(message));
        json.WriteString("made", WireJson.Timestamp(message.EnqueuedAt));
        if (message.StandsInFor.Length > 0) json.WriteString("stands_in_for", message.StandsInFor);
        json.WriteString("detail", message.Detail);
        json.WriteNumber("attempt_count", message.AttemptCount);
        json.WriteStartArray("attempts");
        foreach (var attempt in message.Attempts) WriteAttempt(json, attempt);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttempt(Utf8JsonWriter json, DeliveryAttempt attempt)
    {
        json.WriteStartObject();
        json.WriteString("at", WireJson.Timestamp(attempt.At));
        json.WriteNumber("ms", Math.Round(attempt.Took.TotalMilliseconds));
        json.WriteString("outcome", DeliveryHistory.OutcomeOf(attempt));
        json.WriteString("said", attempt.Level.ToString().ToLowerInvariant());
        json.WriteString("answer", attempt.Detail);
        json.WriteEndObject();
    }
}
