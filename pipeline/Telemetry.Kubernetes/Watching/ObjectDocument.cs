using System.Text.Json;

namespace Telemetry.Kubernetes.Watching;

/// <summary>
/// Turns an object's bytes into a document of its own. Of <c>metadata.managedFields</c> it leaves out <c>fieldsV1</c>, the lists of fields
/// written: often half of the document, and of no use to us. Who wrote, and when, stays: changes are told with it.
/// </summary>
internal static class ObjectDocument
{
    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var left = FindFieldLists(json);
        if (left.Count == 0) return JsonElement.Parse(json);
        var kept = new byte[json.Length];
        var (from, length) = (0, 0);
        foreach (var (start, end) in left)
        {
            json[from..start].CopyTo(kept.AsSpan(length));
            length += start - from;
            from = end;
        }

        json[from..].CopyTo(kept.AsSpan(length));
        return JsonElement.Parse(kept.AsSpan(0, length + json.Length - from));
    }

    // Each property with the comma before it, or behind it where it is the first of its object.
    private static List<(int Start, int End)> FindFieldLists(ReadOnlySpan<byte> json)
    {
        var found = new List<(int Start, int End)>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            var isOnTheWay = reader.CurrentDepth switch
            {
                1 => reader.ValueTextEquals("metadata"u8),
                2 => reader.ValueTextEquals("managedFields"u8),
                // An element of the array; deeper down only in an object where the array should be.
                4 => !reader.ValueTextEquals("fieldsV1"u8),
                _ => true,
            };
            if (isOnTheWay && reader.CurrentDepth < 3) continue;
            var start = (int)reader.TokenStartIndex;
            var isSought = !isOnTheWay && reader.CurrentDepth == 4;
            reader.Skip();
            if (!isSought) continue;
            var range = WithComma(json, start, (int)reader.BytesConsumed);
            found.Add((Math.Max(range.Start, found.Count > 0 ? found[^1].End : 0), range.End));
        }
        return found;
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
