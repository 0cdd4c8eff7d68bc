using System.Text.Json;
using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Receivers.Webhook;

/// <summary>Renders a group of alerts in the form of our own messages: <c>docs/formats/webhook.md</c>.</summary>
internal static class WebhookGroup
{
    private const int FormatVersion = 1;

    /// <summary>The message's JSON, with as many of the alerts as fit; where not even one does, its longest texts are cut.</summary>
    public static ReadOnlyMemory<byte> Render(Notification notification, NotificationData data)
    {
        var body = RenderWhole(notification, data);
        for (var most = data.Alerts.Count / 2; body.Length > WebhookMessage.MaxBytes && most > 0; most /= 2)
        {
            body = RenderWhole(notification, GroupDetail.Take(data, most));
        }

        return body.Length <= WebhookMessage.MaxBytes
            ? body
            : BodyFit.Render(WebhookMessage.MaxBytes, limit => RenderWhole(notification, GroupDetail.Cut(GroupDetail.Take(data, 1), limit)));
    }

    private static ReadOnlyMemory<byte> RenderWhole(Notification notification, NotificationData data) => WireJson.Render(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", $"alerts.{data.Status}");
        json.WriteString("timestamp", WireJson.Timestamp(data.Alerts.Select(NewestTime).DefaultIfEmpty().Max()));
        json.WriteStartObject("data");
        json.WriteNumber("v", FormatVersion);
        json.WriteString("dedup_key", notification.DedupKey);
        if (notification.Link is { } link) json.WriteString("link", link.AbsoluteUri);
        json.WritePropertyName("group");
        AlertmanagerPayload.Write(json, data);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static DateTimeOffset NewestTime(NotifiedAlert alert) => alert.EndsAt > alert.StartsAt ? alert.EndsAt : alert.StartsAt;
}
