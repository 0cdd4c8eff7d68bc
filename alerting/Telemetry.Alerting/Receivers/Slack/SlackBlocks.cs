using System.Text.Json;

namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>Writes an incident as Block Kit blocks, within its limits, and as the line that notifications show.</summary>
internal static class SlackBlocks
{
    private const int MaxHeaderLength = 150;
    private const int MaxSectionLength = 3000;
    private const int MaxAlternativeLength = 2000;
    private const int MaxAddressLength = 3000;
    private const int MaxImages = 3;
    private const int MaxLinks = 10;

    /// <summary>Writes <c>text</c> and <c>blocks</c>.</summary>
    public static void Write(Utf8JsonWriter json, Notification notification, IncidentSubject incident, DetailLevel detail, int limit)
    {
        var title = IncidentText.Title(notification, incident);
        var mark = notification.Action == NotificationAction.Resolve ? "🟢" : "🔴";
        json.WriteString("text", SlackMarkup.Escape($"{mark} {title}", MaxSectionLength));
        json.WriteStartArray("blocks");
        WriteHeader(json, $"{mark} {title}");
        foreach (var section in PageSections.Of(AlertContent.Of(incident), detail))
        {
            var text = SlackMarkup.Escape(section.Text, Math.Min(limit, MaxSectionLength - section.Title.Length - 3));
            if (text.Length > 0) WriteText(json, $"*{section.Title}*\n{text}");
        }

        foreach (var image in detail < DetailLevel.Plain ? notification.Images.Where(IsShown).Take(MaxImages) : []) WriteImage(json, image);
        WriteLinks(json, notification, detail);
        json.WriteEndArray();
    }

    private static bool IsShown(NotificationImage image) => image.Source.AbsoluteUri.Length <= MaxAddressLength;

    private static void WriteHeader(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "header");
        json.WriteStartObject("text");
        json.WriteString("type", "plain_text");
        json.WriteString("text", SlackMarkup.Escape(text, MaxHeaderLength));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "section");
        json.WriteStartObject("text");
        json.WriteString("type", "mrkdwn");
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, NotificationImage image)
    {
        json.WriteStartObject();
        json.WriteString("type", "image");
        json.WriteString("image_url", image.Source.AbsoluteUri);
        json.WriteString("alt_text", Truncation.Cut(image.Alternative, MaxAlternativeLength));
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, Notification notification, DetailLevel detail)
    {
        var page = notification.Link is { } link ? new[] { new NotificationLink(link, "Incident") } : [];
        NotificationLink[] links = detail == DetailLevel.Minimal ? page : [.. page, .. notification.Links];
        var written = links.Take(MaxLinks).Select(entry => $"<{SlackMarkup.Escape(entry.Address.AbsoluteUri, MaxAddressLength)}|{SlackMarkup.Escape(entry.Text, MaxHeaderLength)}>");
        var text = "";
        foreach (var entry in written)
        {
            var longer = text.Length == 0 ? entry : $"{text} · {entry}";
            if (longer.Length <= MaxSectionLength) text = longer;
        }

        if (text.Length > 0) WriteText(json, text);
    }
}
