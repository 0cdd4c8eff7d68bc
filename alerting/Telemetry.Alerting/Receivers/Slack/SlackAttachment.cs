using System.Text.Json;

namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>Writes a group as one attachment: for the default templates what Alertmanager 0.25 sends.</summary>
internal sealed class SlackAttachment(SlackOptions options, GroupTexts texts)
{
    private const int MaxTitleLength = 1024;
    private const int BriefLength = 1000;
    private const int PlainLength = 200;
    private const int MaxFields = 10;
    private const int MaxActions = 5;

    /// <summary>Writes sender and attachment.</summary>
    public void Write(Utf8JsonWriter json, DetailLevel detail, int limit)
    {
        if (detail == DetailLevel.Minimal)
        {
            json.WriteString("text", Truncation.Cut(texts.Or(options.Fallback, texts.Plain), MaxTitleLength));
            return;
        }

        WriteUnlessEmpty(json, "username", texts[options.Username], limit);
        WriteUnlessEmpty(json, "icon_emoji", texts[options.IconEmoji], limit);
        WriteUnlessEmpty(json, "icon_url", texts[options.IconUrl], limit);
        if (options.LinkNames) json.WriteBoolean("link_names", true);
        json.WriteStartArray("attachments");
        WriteAttachment(json, detail, Math.Min(limit, detail switch { DetailLevel.Full => int.MaxValue, DetailLevel.Brief => BriefLength, _ => PlainLength }));
        json.WriteEndArray();
    }

    private void WriteAttachment(Utf8JsonWriter json, DetailLevel detail, int limit)
    {
        json.WriteStartObject();
        WriteUnlessEmpty(json, "title", Truncation.CutRunes(texts.Or(options.Title, texts.Plain), MaxTitleLength), Math.Max(limit, PlainLength));
        WriteUnlessEmpty(json, "title_link", texts[options.TitleLink], int.MaxValue);
        WriteUnlessEmpty(json, "pretext", texts[options.Pretext], limit);
        json.WriteString("text", Truncation.Cut(texts[options.Text], limit));
        json.WriteString("fallback", Truncation.Cut(texts[options.Fallback], limit));
        json.WriteString("callback_id", Truncation.Cut(texts[options.CallbackId], limit));
        WriteFields(json, limit);
        if (detail < DetailLevel.Plain) WriteActions(json, limit);
        if (detail < DetailLevel.Plain) WriteUnlessEmpty(json, "image_url", texts[options.ImageUrl], int.MaxValue);
        if (detail < DetailLevel.Plain) WriteUnlessEmpty(json, "thumb_url", texts[options.ThumbUrl], int.MaxValue);
        json.WriteString("footer", Truncation.Cut(texts[options.Footer], limit));
        WriteUnlessEmpty(json, "color", texts[options.Color], limit);
        json.WriteStartArray("mrkdwn_in");
        foreach (var part in options.MrkdwnIn) json.WriteStringValue(part);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteFields(Utf8JsonWriter json, int limit)
    {
        if (options.Fields.Count == 0) return;
        json.WriteStartArray("fields");
        foreach (var field in options.Fields.Take(MaxFields))
        {
            json.WriteStartObject();
            json.WriteString("title", Truncation.Cut(texts[field.Title], limit));
            json.WriteString("value", Truncation.Cut(texts[field.Value], limit));
            json.WriteBoolean("short", field.Short ?? options.ShortFields);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteActions(Utf8JsonWriter json, int limit)
    {
        if (options.Actions.Count == 0) return;
        json.WriteStartArray("actions");
        foreach (var action in options.Actions.Take(MaxActions))
        {
            json.WriteStartObject();
            json.WriteString("type", texts[action.Type]);
            json.WriteString("text", Truncation.Cut(texts[action.Text], limit));
            WriteUnlessEmpty(json, "url", texts[action.Url], int.MaxValue);
            WriteUnlessEmpty(json, "style", texts[action.Style], limit);
            WriteUnlessEmpty(json, "name", texts[action.Name], limit);
            WriteUnlessEmpty(json, "value", texts[action.Value], limit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string text, int limit)
    {
        if (text.Length > 0) json.WriteString(name, Truncation.Cut(text, limit));
    }
}
