using System.Text.Json;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Receivers.Alertmanager;

/// <summary>Renders a notification as the alerts of a POST to <c>/api/v2/alerts</c>.</summary>
internal static class AlertmanagerAlert
{
    /// <summary>The request's JSON. A firing alert runs out at <paramref name="expires"/> unless it is sent again before.</summary>
    public static ReadOnlyMemory<byte> Render(Notification notification, DetailLevel detail, DateTimeOffset expires) =>
        WireJson.Render(json => Write(json, notification, detail, expires));

    private static void Write(Utf8JsonWriter json, Notification notification, DetailLevel detail, DateTimeOffset expires)
    {
        json.WriteStartArray();
        switch (notification.Subject)
        {
            case IncidentSubject incident: WriteIncident(json, notification, incident, detail, expires); break;
            case GroupSubject group: WriteGroup(json, group.Data, detail, expires); break;
        }

        json.WriteEndArray();
    }

    private static void WriteIncident(
        Utf8JsonWriter json, Notification notification, IncidentSubject incident, DetailLevel detail, DateTimeOffset expires)
    {
        var endsAt = notification.Action == NotificationAction.Resolve ? incident.Current.At : expires;
        WriteAlert(
            json, AlertLabels.Of(incident.Announced, notification.Level), IncidentAnnotations.Of(incident, detail), incident.Announced.Began, endsAt,
            notification.Link?.AbsoluteUri ?? "");
    }

    private static void WriteGroup(Utf8JsonWriter json, NotificationData data, DetailLevel detail, DateTimeOffset expires)
    {
        foreach (var alert in data.Alerts)
        {
            WriteAlert(json, alert.Labels, GroupDetail.Reduce(alert.Annotations, detail), alert.StartsAt, alert.EndsAt == default ? expires : alert.EndsAt, alert.GeneratorUrl);
        }
    }

    // An end before the start is answered with 400.
    private static void WriteAlert(
        Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> labels, IEnumerable<KeyValuePair<string, string>> annotations,
        DateTimeOffset startsAt, DateTimeOffset endsAt, string generatorUrl)
    {
        json.WriteStartObject();
        WireJson.WriteStrings(json, "labels", labels);
        WireJson.WriteStrings(json, "annotations", annotations);
        json.WriteString("startsAt", WireJson.Timestamp(startsAt));
        json.WriteString("endsAt", WireJson.Timestamp(endsAt < startsAt ? startsAt : endsAt));
        if (generatorUrl.Length > 0) json.WriteString("generatorURL", generatorUrl);
        json.WriteEndObject();
    }
}
