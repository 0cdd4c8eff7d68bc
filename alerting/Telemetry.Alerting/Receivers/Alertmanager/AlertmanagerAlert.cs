using System.Text.Json;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers.Alertmanager;

/// <summary>Renders a notification as the one alert of a POST to <c>/api/v2/alerts</c>.</summary>
internal static class AlertmanagerAlert
{
    /// <summary>The request's JSON. A firing alert runs out at <paramref name="expires"/> unless it is sent again before.</summary>
    public static ReadOnlyMemory<byte> Render(Notification notification, DetailLevel detail, DateTimeOffset expires) =>
        WireJson.Render(json => Write(json, notification, detail, expires));

    private static void Write(Utf8JsonWriter json, Notification notification, DetailLevel detail, DateTimeOffset expires)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        WriteStrings(json, "labels", AlertLabels.Of(notification.Announced, notification.Level));
        WriteStrings(json, "annotations", AnnotationsOf(notification.Current, detail));
        var (startsAt, endsAt) = TimesOf(notification, expires);
        json.WriteString("startsAt", WireJson.Timestamp(startsAt));
        json.WriteString("endsAt", WireJson.Timestamp(endsAt));
        if (notification.Link is { } link) json.WriteString("generatorURL", link.AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // An end before the start is answered with 400.
    private static (DateTimeOffset StartsAt, DateTimeOffset EndsAt) TimesOf(Notification notification, DateTimeOffset expires)
    {
        var startsAt = notification.Announced.Began;
        var endsAt = notification.Action == NotificationAction.Resolve ? notification.Current.At : expires;
        return (startsAt, endsAt < startsAt ? startsAt : endsAt);
    }

    private static IEnumerable<KeyValuePair<string, string>> AnnotationsOf(IncidentRecord record, DetailLevel detail)
    {
        yield return new("summary", record.Summary);
        if (detail == DetailLevel.Minimal) yield break;
        var content = AlertContent.Of(record);
        yield return new("description", content.Impact);
        yield return new("began", content.Began);
        yield return new("root", content.Root);
        yield return new("first_action", content.FirstAction);
        if (detail == DetailLevel.Brief) yield break;
        yield return new("signals", string.Join('\n', content.Signals.Select(
            line => $"{line.Component} {line.Instance} {line.Signal}: {line.Now}, normally {line.Normal}")));
        yield return new("explanation", string.Join('\n', content.Explanation));
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> entries)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in entries) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
