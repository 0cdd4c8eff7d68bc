using System.Text.Json;

namespace Telemetry.Testing.Receivers;

/// <summary>The written contract of Slack's messages, read strictly: what Slack would refuse is a fault.</summary>
public static class SlackContract
{
    private const int MaxBytes = 100_000;
    private const int MaxCharacters = 13_200;
    private static readonly string[] MessageFields =
        ["text", "blocks", "attachments", "channel", "username", "icon_emoji", "icon_url", "link_names", "ts"];
    private static readonly string[] AttachmentFields =
    [
        "title", "title_link", "pretext", "text", "fallback", "callback_id", "fields", "actions", "image_url", "thumb_url", "footer", "color", "mrkdwn_in",
    ];

    /// <summary>Everything that is wrong with a message; the first one is the name of Slack's error.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request) => JsonContract.FaultsOf(request, MaxBytes, message =>
    [
        .. JsonContract.Unknown(message, MessageFields), .. JsonContract.List(message, "blocks", 50),
        .. message.TryGetProperty("text", out _) || message.TryGetProperty("blocks", out _) || message.TryGetProperty("attachments", out _) ? [] : new[] { "no_text" },
        .. JsonContract.Items(message, "blocks").SelectMany(FaultsOfBlock), .. JsonContract.Items(message, "attachments").SelectMany(FaultsOfAttachment),
        .. request.Text.Length > MaxCharacters ? ["msg_blocks_too_long"] : Array.Empty<string>(),
    ]);

    private static IEnumerable<string> FaultsOfBlock(JsonElement block)
    {
        var type = JsonContract.Text(block, "type");
        return type switch
        {
            "header" => [.. JsonContract.Unknown(block, "type", "text", "block_id"), .. FaultsOfText(block, 150, "plain_text")],
            "section" => [.. JsonContract.Unknown(block, "type", "text", "fields", "accessory", "block_id"), .. FaultsOfText(block, 3000, "mrkdwn", "plain_text")],
            "image" => [.. JsonContract.Required(block, "image_url", 3000), .. JsonContract.Required(block, "alt_text", 2000)],
            _ => [$"block of type '{type}'"],
        };
    }

    private static IEnumerable<string> FaultsOfText(JsonElement block, int maxLength, params string[] types)
    {
        if (!block.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.Object) return ["a block has no text"];
        var type = JsonContract.Text(text, "type");
        return [.. types.Contains(type) ? [] : new[] { $"text of type '{type}'" }, .. JsonContract.Required(text, "text", maxLength)];
    }

    private static IEnumerable<string> FaultsOfAttachment(JsonElement attachment) =>
    [
        .. JsonContract.Unknown(attachment, AttachmentFields), .. JsonContract.List(attachment, "fields", 10), .. JsonContract.List(attachment, "actions", 5),
        .. JsonContract.Text(attachment, "title")?.EnumerateRunes().Count() > 1024 ? ["title is longer than 1024"] : Array.Empty<string>(),
    ];
}
