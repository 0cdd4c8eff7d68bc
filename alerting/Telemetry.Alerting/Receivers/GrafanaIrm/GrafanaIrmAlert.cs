using System.Text.Json;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.GrafanaIrm;

/// <summary>Renders a notification as the body of a formatted webhook.</summary>
internal sealed class GrafanaIrmAlert(GrafanaIrmOptions options, TemplateSet templates)
{
    // Nothing is published; lists and phones show no more of a title, and no page needs more text.
    private const int MaxTitleLength = 1024;
    private const int MaxMessageLength = 15_000;

    /// <summary>The body's JSON.</summary>
    public ReadOnlyMemory<byte> Render(Notification notification, DetailLevel detail) => WireJson.Render(json =>
    {
        var (title, message) = TextsOf(notification, detail);
        json.WriteStartObject();
        json.WriteString("alert_uid", notification.DedupKey);
        json.WriteString("title", Truncation.Cut(title, MaxTitleLength));
        json.WriteString("state", notification.Action == NotificationAction.Resolve ? "ok" : "alerting");
        if (detail < DetailLevel.Plain && notification.Images is [var image, ..]) json.WriteString("image_url", image.Source.AbsoluteUri);
        if (notification.Link is { } link) json.WriteString("link_to_upstream_details", link.AbsoluteUri);
        if (message.Length > 0) json.WriteString("message", Truncation.Cut(message, MaxMessageLength));
        json.WriteEndObject();
    });

    private (string Title, string Message) TextsOf(Notification notification, DetailLevel detail)
    {
        if (notification.Subject is IncidentSubject incident) return (IncidentText.Title(notification, incident), IncidentText.Of(incident, detail));
        var texts = new GroupTexts(templates, ((GroupSubject)notification.Subject).Data);
        var length = detail switch { DetailLevel.Full => MaxMessageLength, DetailLevel.Brief => 4000, DetailLevel.Plain => 1000, _ => 0 };
        return (texts.Or(options.Title, texts.Plain), Truncation.Cut(texts[options.Message], length));
    }
}
