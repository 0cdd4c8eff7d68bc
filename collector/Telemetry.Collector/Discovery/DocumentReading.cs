using System.Text.Json;

namespace Telemetry.Collector.Discovery;

/// <summary>Reads the API server's documents without minding what is absent or of another kind.</summary>
internal static class DocumentReading
{
    /// <summary>An object property; undefined where there is none.</summary>
    public static JsonElement Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : default;

    /// <summary>Elements of an array property.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A text property.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A number property.</summary>
    public static int? Number(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    /// <summary>A flag property; false where there is none.</summary>
    public static bool Flag(this JsonElement element, string name) => element.Part(name).ValueKind == JsonValueKind.True;

    /// <summary>Text properties of an object property whose names begin so, without that beginning; null where there are none.</summary>
    public static Dictionary<string, string>? Texts(this JsonElement element, string name, string prefix)
    {
        if (element.Part(name) is not { ValueKind: JsonValueKind.Object } found) return null;
        Dictionary<string, string>? texts = null;
        foreach (var property in found.EnumerateObject())
        {
            if (!property.Name.StartsWith(prefix, StringComparison.Ordinal) || property.Value.ValueKind != JsonValueKind.String) continue;
            (texts ??= new(StringComparer.Ordinal))[property.Name[prefix.Length..]] = property.Value.GetString()!;
        }
        return texts;
    }
}
