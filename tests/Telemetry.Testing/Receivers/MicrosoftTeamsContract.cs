using System.Text.Json;

namespace Telemetry.Testing.Receivers;

/// <summary>The written contract of a Microsoft Teams workflow's trigger, read strictly.</summary>
public static class MicrosoftTeamsContract
{
    // What one client library measured as safe; the service says 28 KB and then loses the message without a word.
    private const int MaxBytes = 21_000;

    /// <summary>Everything that is wrong with a message.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request) => JsonContract.FaultsOf(request, MaxBytes, message =>
    [
        .. JsonContract.Unknown(message, "type", "attachments"), .. JsonContract.Text(message, "type") == "message" ? [] : new[] { "type is not message" },
        .. JsonContract.Items(message, "attachments").Count() == 1 ? [] : new[] { "not one attachment" },
        .. JsonContract.Items(message, "attachments").SelectMany(FaultsOfAttachment),
    ]);

    private static IEnumerable<string> FaultsOfAttachment(JsonElement attachment)
    {
        if (JsonContract.Text(attachment, "contentType") != "application/vnd.microsoft.card.adaptive") yield return "no adaptive card";
        if (!attachment.TryGetProperty("contentUrl", out var url) || url.ValueKind != JsonValueKind.Null) yield return "contentUrl is not null";
        if (!attachment.TryGetProperty("content", out var card) || card.ValueKind != JsonValueKind.Object)
        {
            yield return "no content";
            yield break;
        }

        if (JsonContract.Text(card, "type") != "AdaptiveCard") yield return "content is no AdaptiveCard";
        if (JsonContract.Text(card, "version") is not ("1.2" or "1.3" or "1.4" or "1.5")) yield return "version";
        foreach (var fault in JsonContract.Unknown(card, "$schema", "type", "version", "body", "actions", "msteams")) yield return fault;
        if (!JsonContract.Items(card, "body").Any()) yield return "an empty card";
        foreach (var element in JsonContract.Items(card, "body"))
        {
            var isText = JsonContract.Text(element, "type") == "TextBlock" && JsonContract.Text(element, "text") is { Length: > 0 };
            var isImage = JsonContract.Text(element, "type") == "Image" && JsonContract.Text(element, "url") is { Length: > 0 };
            if (!isText && !isImage) yield return $"element {element}";
        }

        foreach (var action in JsonContract.Items(card, "actions").Where(action => JsonContract.Text(action, "type") != "Action.OpenUrl"))
        {
            yield return $"action {JsonContract.Text(action, "type")}: only Action.OpenUrl is safe";
        }
    }
}
