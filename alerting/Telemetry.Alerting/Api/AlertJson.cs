using System.Text.Json;
using Telemetry.Alerting.Board;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary>An alert as <c>GET /api/v2/alerts</c> gives it.</summary>
internal static class AlertJson
{
    public static void Write(Utf8JsonWriter json, BoardAlert shown)
    {
        var alert = shown.Alert;
        json.WriteStartObject();
        WriteMap(json, "annotations", alert.Annotations);
        json.WriteString("endsAt", ApiTime.Format(alert.EndsAt));
        json.WriteString("fingerprint", alert.Labels.Fingerprint.ToString());
        json.WriteStartArray("receivers");
        foreach (var route in shown.Routes) WriteReceiver(json, route.Receiver);
        json.WriteEndArray();
        json.WriteString("startsAt", ApiTime.Format(alert.StartsAt));
        WriteStatus(json, shown);
        json.WriteString("updatedAt", ApiTime.Format(alert.UpdatedAt));
        if (alert.GeneratorUrl.Length > 0) json.WriteString("generatorURL", alert.GeneratorUrl);
        WriteMap(json, "labels", alert.Labels);
        json.WriteEndObject();
    }

    /// <summary>A receiver by its name.</summary>
    public static void WriteReceiver(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    /// <summary>Labels or annotations.</summary>
    public static void WriteMap(Utf8JsonWriter json, string name, LabelSet labels)
    {
        json.WriteStartObject(name);
        foreach (var (label, value) in labels) json.WriteString(label, value);
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, BoardAlert shown)
    {
        json.WriteStartObject("status");
        WriteTexts(json, "inhibitedBy", shown.InhibitedBy);
        WriteTexts(json, "silencedBy", shown.SilencedBy);
        json.WriteString("state", shown.IsActive ? "active" : "suppressed");
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
