using System.Text.Json;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.MicrosoftTeams;

/// <summary>Renders a notification as a message with an adaptive card.</summary>
internal sealed class MicrosoftTeamsCard(MicrosoftTeamsOptions options, TemplateSet templates)
{
    /// <summary>
    /// Largest message. The service says 28 KB, but a workflow answers before it posts, so a message that is too large would be lost
    /// without a word; up to here it was seen to arrive.
    /// </summary>
    public const int MaxBytes = 21_000;

    // No more buttons fit on a card, and no longer words on a button.
    private const int MaxActions = 6;
    private const int MaxActionLength = 60;
    private const int MaxImages = 3;
    private const int MaxAlternativeLength = 200;
    private const int MaxAddressLength = 1000;

    /// <summary>The message's JSON; over the limit its longest texts are cut first.</summary>
    public ReadOnlyMemory<byte> Render(Notification notification, DetailLevel detail)
    {
        var (title, texts) = TextsOf(notification, detail);
        return BodyFit.Render(MaxBytes, limit => WireJson.Render(json => Write(json, notification, detail, Truncation.Cut(title, Math.Max(limit, 1)), texts, limit)));
    }

    private (string Title, IReadOnlyList<PageSection> Texts) TextsOf(Notification notification, DetailLevel detail)
    {
        if (notification.Subject is IncidentSubject incident)
        {
            return (IncidentText.Title(notification, incident), PageSections.Of(AlertContent.Of(incident), detail));
        }

        var texts = new GroupTexts(templates, ((GroupSubject)notification.Subject).Data);
        var length = detail switch { DetailLevel.Full => int.MaxValue, DetailLevel.Brief => 4000, DetailLevel.Plain => 1000, _ => 0 };
        return (texts.Or(options.Title, texts.Plain), [new PageSection("text", "", Truncation.Cut(texts[options.Text], length))]);
    }

    private static void Write(
        Utf8JsonWriter json, Notification notification, DetailLevel detail, string title, IReadOnlyList<PageSection> texts, int limit)
    {
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
        json.WriteNull("contentUrl");
        json.WriteStartObject("content");
        json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.2");
        WriteBody(json, notification, detail, title, texts, limit);
        WriteActions(json, notification, detail);
        json.WriteStartObject("msteams");
        json.WriteString("width", "full");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBody(
        Utf8JsonWriter json, Notification notification, DetailLevel detail, string title, IReadOnlyList<PageSection> texts, int limit)
    {
        json.WriteStartArray("body");
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", title);
        json.WriteString("weight", "Bolder");
        json.WriteString("size", "Medium");
        json.WriteBoolean("wrap", true);
        json.WriteString("style", "heading");
        json.WriteString("color", notification.Action == NotificationAction.Resolve ? "Good" : "Attention");
        json.WriteEndObject();
        foreach (var section in texts.Where(section => section.Text.Length > 0 && limit > 0)) WriteText(json, section, limit);
        foreach (var image in detail < DetailLevel.Plain ? notification.Images.Where(image => IsShown(image.Source)).Take(MaxImages) : []) WriteImage(json, image);
        json.WriteEndArray();
    }

    private static bool IsShown(Uri address) => address.AbsoluteUri.Length <= MaxAddressLength;

    private static void WriteText(Utf8JsonWriter json, PageSection section, int limit)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");

        // One line break is none in a card's markup.
        var text = Truncation.Cut(section.Text, limit).Replace("\n", "\n\n", StringComparison.Ordinal);
        json.WriteString("text", section.Title.Length > 0 ? $"**{section.Title}:** {text}" : text);
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, NotificationImage image)
    {
        json.WriteStartObject();
        json.WriteString("type", "Image");
        json.WriteString("url", image.Source.AbsoluteUri);
        json.WriteString("altText", Truncation.Cut(image.Alternative, MaxAlternativeLength));
        json.WriteEndObject();
    }

    private static void WriteActions(Utf8JsonWriter json, Notification notification, DetailLevel detail)
    {
        var links = notification.Link is { } page ? new[] { new NotificationLink(page, "Open") } : [];
        NotificationLink[] all = [.. (detail == DetailLevel.Minimal ? links : links.Concat(notification.Links)).Where(link => IsShown(link.Address))];
        if (all.Length == 0) return;
        json.WriteStartArray("actions");
        foreach (var link in all.Take(MaxActions))
        {
            json.WriteStartObject();
            json.WriteString("type", "Action.OpenUrl");
            json.WriteString("title", Truncation.Cut(link.Text, MaxActionLength));
            json.WriteString("url", link.Address.AbsoluteUri);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
