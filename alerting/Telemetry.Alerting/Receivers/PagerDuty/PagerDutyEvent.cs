using System.Text.Json;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Renders a notification as an event of PagerDuty's Events API v2, within its limits.</summary>
internal sealed class PagerDutyEvent(PagerDutyOptions options, TemplateSet templates)
{
    /// <summary>Longest summary, in code points.</summary>
    public const int MaxSummaryLength = 1024;

    /// <summary>Largest event; the API says 512 KB, and this is the safer reading of it.</summary>
    public const int MaxBytes = 512_000;

    /// <summary>Severities that PagerDuty knows.</summary>
    public static readonly IReadOnlyList<string> Severities = ["critical", "error", "warning", "info"];

    /// <summary>The event's JSON; over the limit its longest details are cut first.</summary>
    public ReadOnlyMemory<byte> Render(Notification notification, string routingKey, DetailLevel detail) => BodyFit.Render(
        MaxBytes, limit => WireJson.Render(json => Write(json, notification, routingKey, detail, limit)));

    private void Write(Utf8JsonWriter json, Notification notification, string routingKey, DetailLevel detail, int limit)
    {
        json.WriteStartObject();
        json.WriteString("routing_key", routingKey);
        json.WriteString("event_action", notification.Action == NotificationAction.Trigger ? "trigger" : "resolve");
        json.WriteString("dedup_key", notification.DedupKey);
        switch (notification.Subject)
        {
            case IncidentSubject incident when notification.Action == NotificationAction.Trigger:
                PagerDutyIncident.Write(json, notification, incident, detail, limit);
                break;
            case GroupSubject group:
                new PagerDutyGroup(options, new GroupTexts(templates, group.Data)).Write(json, notification, detail, limit);
                break;
        }

        json.WriteEndObject();
    }
}
