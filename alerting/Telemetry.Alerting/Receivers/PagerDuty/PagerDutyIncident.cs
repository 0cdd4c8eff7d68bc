using System.Text.Json;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>Writes what an event says of one of our incidents.</summary>
internal static class PagerDutyIncident
{
    private const string Client = "Telemetry";
    private const string SignalsKey = "signals";

    /// <summary>Writes client, payload, pictures and links.</summary>
    public static void Write(Utf8JsonWriter json, Notification notification, IncidentSubject incident, DetailLevel detail, int limit)
    {
        if (notification.Link is { } link)
        {
            json.WriteString("client", Client);
            json.WriteString("client_url", link.AbsoluteUri);
        }

        WritePayload(json, notification, incident, detail, limit);
        if (detail < DetailLevel.Plain)
        {
            PagerDutyAttachments.WriteImages(
                json, notification.Images.Select(image => (image.Source.AbsoluteUri, image.Link?.AbsoluteUri ?? "", image.Alternative)));
        }

        PagerDutyAttachments.WriteLinks(json, LinksOf(notification, detail));
    }

    private static IEnumerable<(string Address, string Text)> LinksOf(Notification notification, DetailLevel detail)
    {
        if (notification.Link is { } page) yield return (page.AbsoluteUri, "Incident: evidence and time line");
        if (detail == DetailLevel.Minimal) yield break;
        foreach (var link in notification.Links) yield return (link.Address.AbsoluteUri, link.Text);
    }

    private static void WritePayload(Utf8JsonWriter json, Notification notification, IncidentSubject incident, DetailLevel detail, int limit)
    {
        var record = incident.Current;
        var component = AlertContent.Name(AlertLabels.ComponentOf(record));
        json.WriteStartObject("payload");
        json.WriteString("summary", Truncation.CutRunes(AlertContent.Of(incident).Summary, PagerDutyEvent.MaxSummaryLength));
        json.WriteString("source", $"{AlertContent.Name(record.Cluster)}/{component}");
        json.WriteString("severity", notification.Level == AlertLevel.Page ? "critical" : "warning");
        if (detail < DetailLevel.Minimal)
        {
            json.WriteString("timestamp", WireJson.Timestamp(record.At));
            json.WriteString("component", component);
            json.WriteString("group", AlertContent.Name(record.Cluster));
            json.WriteString("class", record.Root.Count > 0 && record.Root[0].Cause.Length > 0 ? AlertContent.Name(record.Root[0].Cause) : "drift");
            WriteDetails(json, incident, detail, limit);
        }

        json.WriteEndObject();
    }

    // PagerDuty shows the keys in order of their names, hence the numbers before what is needed to act.
    private static void WriteDetails(Utf8JsonWriter json, IncidentSubject incident, DetailLevel detail, int limit)
    {
        var content = AlertContent.Of(incident);
        var essential = PageSections.Essential(content);
        json.WriteStartObject("custom_details");
        foreach (var section in PageSections.Of(content, detail).Where(section => section.Key != SignalsKey))
        {
            var number = essential.ToList().FindIndex(other => other.Key == section.Key) + 1;
            json.WriteString(number > 0 ? $"{number}_{section.Key}" : section.Key, Truncation.Cut(section.Text, limit));
        }

        if (detail == DetailLevel.Full) WriteSignals(json, content);
        json.WriteString("incident", AlertContent.Name(incident.Current.IncidentId));
        json.WriteEndObject();
    }

    private static void WriteSignals(Utf8JsonWriter json, AlertContent content)
    {
        json.WriteStartArray(SignalsKey);
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
