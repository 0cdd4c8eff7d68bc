using System.Text.Json;

namespace Telemetry.Kubernetes.Watching;

/// <summary>Turns an object's bytes into a document of its own, without <c>metadata.managedFields</c>: often half of it, and of no use to us.</summary>
internal static class ObjectDocument
{
    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var (start, end) = FindManagedFields(json);
        if (start == end) return JsonElement.Parse(json);
        var kept = new byte[json.Length - (end - start)];
        json[..start].CopyTo(kept);
        json[end..].CopyTo(kept.AsSpan(start));
        return JsonElement.Parse(kept);
    }

    // The property with the comma before it, or behind it where it is the first; an empty range where there is none.
    private static (int Start, int End) FindManagedFields(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var isInMetadata = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.CurrentDepth == 1)
            {
                isInMetadata = reader.ValueTextEquals("metadata"u8);
                if (!isInMetadata) reader.Skip();
            }
            else if (isInMetadata && reader.CurrentDepth == 2)
            {
                var isSought = reader.ValueTextEquals("managedFields"u8);
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isSought) return WithComma(json, start, (int)reader.BytesConsumed);
            }
        }
        return default;
    }

    private static (int Start, int End) WithComma(ReadOnlySpan<byte> json, int start, int end)
    {
        var before = json[..start].TrimEnd(" \t\r\n"u8);
        if (before is [.., (byte)',']) return (before.Length - 1, end);
        var behind = json[end..].TrimStart(" \t\r\n"u8);
        return (start, behind is [(byte)',', ..] ? json.Length - behind.Length + 1 : end);
    }

    /// <summary>A text property of <c>metadata</c>; null where it is absent.</summary>
    public static string? MetadataText(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
