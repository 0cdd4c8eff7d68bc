using System.Text.Json;
using Telemetry.Alerting.Episodes;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>Renders a notification as the JSON that <c>docs/formats/webhook.md</c> describes.</summary>
internal static class WebhookMessage
{
    /// <summary>Largest body (Standard Webhooks asks for less than 20 KB).</summary>
    public const int MaxBytes = 20_000;

    private const int MaxSummaryLength = 1024;
    private const int FormatVersion = 1;

    /// <summary>The message's JSON.</summary>
    public static ReadOnlyMemory<byte> Render(Notification notification, IncidentSubject subject, DetailLevel detail) =>
        WireJson.Render(json => Write(json, notification, subject.Current, detail));

    private static void Write(Utf8JsonWriter json, Notification notification, IncidentRecord record, DetailLevel detail)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(notification));
        json.WriteString("timestamp", WireJson.Timestamp(record.At));
        json.WriteStartObject("data");
        WriteData(json, notification, record, detail);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TypeOf(Notification notification) => (notification.Action, notification.Level) switch
    {
        (NotificationAction.Resolve, _) => "incident.resolved",
        (_, AlertLevel.Page) => "incident.paged",
        _ => "incident.ticketed",
    };

    private static void WriteData(Utf8JsonWriter json, Notification notification, IncidentRecord record, DetailLevel detail)
    {
        json.WriteNumber("v", FormatVersion);
        json.WriteString("dedup_key", notification.DedupKey);
        json.WriteString("cluster", AlertContent.Name(record.Cluster));
        json.WriteString("incident", AlertContent.Name(record.IncidentId));
        json.WriteString("severity", notification.Level == AlertLevel.Page ? "critical" : "warning");
        json.WriteString("summary", Truncation.Cut(record.Summary, MaxSummaryLength));
        if (notification.Link is { } link) json.WriteString("link", link.AbsoluteUri);
        if (detail == DetailLevel.Minimal) return;
        json.WriteString("began", WireJson.Timestamp(record.Began));
        WriteRoot(json, record);
        var content = AlertContent.Of(record);
        json.WriteString("impact", content.Impact);
        json.WriteString("first_action", content.FirstAction);
        if (detail != DetailLevel.Full) return;
        WriteSignals(json, content);
        json.WriteStartArray("explanation");
        foreach (var line in content.Explanation) json.WriteStringValue(line);
        json.WriteEndArray();
    }

    private static void WriteRoot(Utf8JsonWriter json, IncidentRecord record)
    {
        json.WriteStartArray("root");
        foreach (var candidate in record.Root)
        {
            json.WriteStartObject();
            json.WriteString("component", AlertContent.Name(candidate.Component));
            json.WriteString("cause", AlertContent.Name(candidate.Cause));
            json.WriteNumber("probability", Math.Round(candidate.Probability, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSignals(Utf8JsonWriter json, AlertContent content)
    {
        json.WriteStartArray("signals");
        foreach (var line in content.Signals)
        {
            json.WriteStartObject();
            json.WriteString("signal", line.Signal);
            json.WriteString("family", line.Family);
            json.WriteString("component", line.Component);
            json.WriteString("instance", line.Instance);
            json.WriteString("now", line.Now);
            json.WriteString("normal", line.Normal);
            json.WriteString("since", WireJson.Timestamp(line.Onset));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
