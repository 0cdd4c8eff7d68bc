using System.Text.Json;
using Telemetry.Alerting.Episodes;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>Renders a notification as the JSON that <c>docs/formats/webhook.md</c> describes.</summary>
internal static class WebhookMessage
{
    /// <summary>Largest body (Standard Webhooks asks for less than 20 KB).</summary>
    public const int MaxBytes = 20_000;

    private const int FormatVersion = 1;

    // Sections that are written as times and lists instead of text.
    private static readonly string[] Structured = ["began", "probable_cause", "signals", "explanation"];

    /// <summary>The message's JSON; with less detail where it would be too large.</summary>
    public static ReadOnlyMemory<byte> Render(Notification notification, IncidentSubject subject, DetailLevel detail)
    {
        while (true)
        {
            var level = detail;
            var body = WireJson.Render(json => Write(json, notification, subject, level));
            if (body.Length <= MaxBytes || detail == DetailLevel.Minimal) return body;
            detail++;
        }
    }

    private static void Write(Utf8JsonWriter json, Notification notification, IncidentSubject incident, DetailLevel detail)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(notification));
        json.WriteString("timestamp", WireJson.Timestamp(incident.Current.At));
        json.WriteStartObject("data");
        WriteData(json, notification, incident, detail);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TypeOf(Notification notification) => (notification.Action, notification.Level) switch
    {
        (NotificationAction.Resolve, _) => "incident.resolved",
        (_, AlertLevel.Page) => "incident.paged",
        _ => "incident.ticketed",
    };

    private static void WriteData(Utf8JsonWriter json, Notification notification, IncidentSubject incident, DetailLevel detail)
    {
        var record = incident.Current;
        var content = AlertContent.Of(incident);
        json.WriteNumber("v", FormatVersion);
        json.WriteString("dedup_key", notification.DedupKey);
        json.WriteString("cluster", AlertContent.Name(record.Cluster));
        json.WriteString("incident", AlertContent.Name(record.IncidentId));
        json.WriteString("severity", notification.Level == AlertLevel.Page ? "critical" : "warning");
        json.WriteString("summary", content.Summary);
        if (notification.Link is { } link) json.WriteString("link", link.AbsoluteUri);
        if (detail == DetailLevel.Minimal) return;
        json.WriteString("began", WireJson.Timestamp(record.Began));
        WriteRoot(json, record);
        foreach (var section in PageSections.Of(content, detail).Where(section => !Structured.Contains(section.Key))) json.WriteString(section.Key, section.Text);
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
