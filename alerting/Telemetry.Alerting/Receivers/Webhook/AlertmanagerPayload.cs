using System.Globalization;
using System.Text.Json;
using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>Writes a group as Alertmanager's webhook payload, version 4: the same fields, names and forms as Alertmanager 0.25 sends.</summary>
internal static class AlertmanagerPayload
{
    private const string Version = "4";

    /// <summary>The payload's JSON.</summary>
    public static ReadOnlyMemory<byte> Render(NotificationData data) => WireJson.Render(json => Write(json, data));

    /// <summary>Writes the payload as one object.</summary>
    public static void Write(Utf8JsonWriter json, NotificationData data)
    {
        json.WriteStartObject();
        json.WriteString("receiver", data.Receiver);
        json.WriteString("status", data.Status);
        json.WriteStartArray("alerts");
        foreach (var alert in data.Alerts) WriteAlert(json, alert);
        json.WriteEndArray();
        WireJson.WriteStrings(json, "groupLabels", data.GroupLabels);
        WireJson.WriteStrings(json, "commonLabels", data.CommonLabels);
        WireJson.WriteStrings(json, "commonAnnotations", data.CommonAnnotations);
        json.WriteString("externalURL", data.ExternalUrl);
        json.WriteString("version", Version);
        json.WriteString("groupKey", data.GroupKey);
        json.WriteNumber("truncatedAlerts", data.TruncatedAlerts);
        json.WriteEndObject();
    }

    private static void WriteAlert(Utf8JsonWriter json, NotifiedAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("status", alert.Status);
        WireJson.WriteStrings(json, "labels", alert.Labels);
        WireJson.WriteStrings(json, "annotations", alert.Annotations);
        json.WriteString("startsAt", GoTime(alert.StartsAt));
        json.WriteString("endsAt", GoTime(alert.EndsAt));
        json.WriteString("generatorURL", alert.GeneratorUrl);
        json.WriteString("fingerprint", alert.Fingerprint);
        json.WriteEndObject();
    }

    // RFC 3339 with as many digits of the second as it has; an alert that fires has no end: the first moment of year 1.
    private static string GoTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
