using System.Runtime.InteropServices;
using System.Text.Json;

namespace Telemetry.Kubernetes.Watching;

/// <summary>One page of a list: its version, where it goes on, and where its objects stand in the page's bytes.</summary>
/// <param name="ResourceVersion">Version that the page shows.</param>
/// <param name="Continue">Token of the next page; null on the last.</param>
/// <param name="Items">Ranges of the objects.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListPage(string? ResourceVersion, string? Continue, IReadOnlyList<Range> Items)
{
    /// <summary>Reads a page without making a document of it: only one object at a time becomes one.</summary>
    /// <exception cref="JsonException">It is no list.</exception>
    public static ListPage Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (version, token) = ((string?)null, (string?)null);
        var items = new List<Range>();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A list must be an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8)) (version, token) = ReadMetadata(ref reader);
            else if (reader.ValueTextEquals("items"u8)) ReadItems(ref reader, items);
            else reader.Skip();
        }
        return new ListPage(version, token, items);
    }

    private static (string? Version, string? Token) ReadMetadata(ref Utf8JsonReader reader)
    {
        var metadata = JsonElement.ParseValue(ref reader);
        return (TextOf(metadata, "resourceVersion"), TextOf(metadata, "continue"));
    }

    private static string? TextOf(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static void ReadItems(ref Utf8JsonReader reader, List<Range> items)
    {
        reader.Read();
        // A list without objects may say null.
        if (reader.TokenType != JsonTokenType.StartArray) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(start..(int)reader.BytesConsumed);
        }
    }
}
