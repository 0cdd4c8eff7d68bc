using System.Runtime.InteropServices;
using System.Text.Json;

namespace Telemetry.Kubernetes.Watching;

/// <summary>One line of a watch: <c>{"type":…,"object":…}</c>.</summary>
/// <param name="Type">The API server's word.</param>
/// <param name="Object">The object, or the <c>Status</c> of an error.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WatchLine(string Type, JsonElement Object)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static WatchLine Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (type, told) = ((string?)null, default(JsonElement));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A watch's line must be an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isType) type = reader.GetString();
            reader.Skip();
            if (isObject) told = ObjectDocument.Parse(json[start..(int)reader.BytesConsumed]);
        }
        return type is not null && told.ValueKind == JsonValueKind.Object ? new WatchLine(type, told) : throw new JsonException("A watch's line has a type and an object.");
    }

    /// <summary>What happened; null for a type that is not known.</summary>
    public ResourceChange? Change => Type switch
    {
        "ADDED" => ResourceChange.Added,
        "MODIFIED" => ResourceChange.Modified,
        "DELETED" => ResourceChange.Deleted,
        "BOOKMARK" => ResourceChange.Bookmark,
        _ => null,
    };
}
