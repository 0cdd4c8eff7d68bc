using System.Text.Json;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Renders a notification as an event of PagerDuty's Events API v2, within its limits.</summary>
internal static class PagerDutyEvent
{
    /// <summary>Longest summary.</summary>
    public const int MaxSummaryLength = 1024;

    /// <summary>Largest event; the API says 512 KB, and this is the safer reading of it.</summary>
    public const int MaxBytes = 512_000;

    private const string Client = "Telemetry";

    /// <summary>The event's JSON.</summary>
    public static ReadOnlyMemory<byte> Render(Notification notification, string routingKey, DetailLevel detail) =>
        WireJson.Render(json => Write(json, notification, routingKey, detail));

    private static void Write(Utf8JsonWriter json, Notification notification, string routingKey, DetailLevel detail)
    {
        json.WriteStartObject();
        json.WriteString("routing_key", routingKey);
        json.WriteString("event_action", notification.Action == NotificationAction.Trigger ? "trigger" : "resolve");
        json.WriteString("dedup_key", notification.DedupKey);
        if (notification.Action == NotificationAction.Trigger) WriteAlert(json, notification, detail);
        json.WriteEndObject();
    }

    private static void WriteAlert(Utf8JsonWriter json, Notification notification, DetailLevel detail)
    {
        if (notification.Link is { } link)
        {
            json.WriteString("client", Client);
            json.WriteString("client_url", link.AbsoluteUri);
        }

        switch (notification.Subject)
        {
            case IncidentSubject incident: WritePayload(json, notification, incident.Current, detail); break;
            case GroupSubject group: WritePayload(json, notification, group.Data, detail); break;
        }

        if (notification.Link is not { } page) return;
        json.WriteStartArray("links");
        json.WriteStartObject();
        json.WriteString("href", page.AbsoluteUri);
        json.WriteString("text", "Incident: evidence and time line");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePayload(Utf8JsonWriter json, Notification notification, NotificationData data, DetailLevel detail)
    {
        json.WriteStartObject("payload");
        json.WriteString("summary", Truncation.Cut($"[{data.Status}:{data.Alerts.Count}] {string.Join(' ', data.GroupLabels.Values)}", MaxSummaryLength));
        json.WriteString("source", Client);
        json.WriteString("severity", notification.Level == AlertLevel.Page ? "critical" : "warning");
        if (detail == DetailLevel.Full) WireJson.WriteStrings(json, "custom_details", data.CommonAnnotations);
        json.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter json, Notification notification, IncidentRecord record, DetailLevel detail)
    {
        var component = AlertContent.Name(AlertLabels.ComponentOf(record));
        json.WriteStartObject("payload");
        json.WriteString("summary", Truncation.Cut(record.Summary, MaxSummaryLength));
        json.WriteString("source", $"{AlertContent.Name(record.Cluster)}/{component}");
        json.WriteString("severity", notification.Level == AlertLevel.Page ? "critical" : "warning");
        if (detail < DetailLevel.Minimal)
        {
            json.WriteString("timestamp", WireJson.Timestamp(record.At));
            json.WriteString("component", component);
            json.WriteString("group", AlertContent.Name(record.Cluster));
            json.WriteString("class", record.Root.Count > 0 && record.Root[0].Cause.Length > 0 ? AlertContent.Name(record.Root[0].Cause) : "drift");
            WriteDetails(json, record, detail);
        }

        json.WriteEndObject();
    }

    // PagerDuty shows the keys in order of their names, hence the numbers.
    private static void WriteDetails(Utf8JsonWriter json, IncidentRecord record, DetailLevel detail)
    {
        var content = AlertContent.Of(record);
        json.WriteStartObject("custom_details");
        json.WriteString("1_impact", content.Impact);
        json.WriteString("2_began", content.Began);
        json.WriteString("3_probable_root", content.Root);
        json.WriteString("4_first_action", content.FirstAction);
        if (detail == DetailLevel.Full)
        {
            WriteSignals(json, content);
            json.WriteString("6_explanation", string.Join('\n', content.Explanation));
        }

        json.WriteString("incident", AlertContent.Name(record.IncidentId));
        json.WriteEndObject();
    }

    private static void WriteSignals(Utf8JsonWriter json, AlertContent content)
    {
        json.WriteStartArray("5_signals");
        foreach (var line in content.Signals)
        {
            json.WriteStartObject();
            json.WriteString("signal", line.Signal);
            json.WriteString("metric", line.Family);
            json.WriteString("where", $"{line.Component} {line.Instance}");
            json.WriteString("now", line.Now);
            json.WriteString("normal", line.Normal);
            if (line.Deviation.Length > 0) json.WriteString("deviation", line.Deviation);
            json.WriteString("since", WireJson.Timestamp(line.Onset));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
