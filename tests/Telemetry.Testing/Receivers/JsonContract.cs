using System.Text.Json;

namespace Telemetry.Testing.Receivers;

/// <summary>Reads a request's JSON against a written contract: what that does not allow is a fault.</summary>
internal static class JsonContract
{
    /// <summary>Faults of a request whose body must be a JSON object of at most so many bytes.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request, int maxBytes, Func<JsonElement, IEnumerable<string>> faultsOf)
    {
        if (request.Body.Length > maxBytes) return [$"{request.Body.Length} bytes, more than {maxBytes}"];
        var mediaType = request.Headers.GetValueOrDefault("content-type", "").Split(';')[0];
        if (mediaType != "application/json") return [$"Content-Type is '{mediaType}'"];
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? faultsOf(document.RootElement).ToArray() : ["the body is no object"];
        }
        catch (JsonException malformed)
        {
            return [$"malformed JSON: {malformed.Message}"];
        }
    }

    /// <summary>Properties that the contract does not know.</summary>
    public static IEnumerable<string> Unknown(JsonElement element, params string[] known) =>
        element.EnumerateObject().Select(property => property.Name).Where(name => !known.Contains(name)).Select(name => $"unknown field {name}");

    /// <summary>Text of a property; null where it is absent or no text.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Faults of a text that may be absent and is so long at most.</summary>
    public static IEnumerable<string> Optional(JsonElement element, string name, int maxLength)
    {
        if (!element.TryGetProperty(name, out var value)) yield break;
        if (value.ValueKind != JsonValueKind.String) yield return $"{name} is no text";
        else if (value.GetString()!.Length > maxLength) yield return $"{name} is longer than {maxLength}";
    }

    /// <summary>Faults of a text that must be there, not empty and so long at most.</summary>
    public static IEnumerable<string> Required(JsonElement element, string name, int maxLength) =>
        string.IsNullOrEmpty(Text(element, name)) ? [$"{name} is missing"] : Optional(element, name, maxLength);

    /// <summary>Entries of a list; none where it is absent or no list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>Faults of a list that may be absent.</summary>
    public static IEnumerable<string> List(JsonElement element, string name, int most)
    {
        if (!element.TryGetProperty(name, out var value)) yield break;
        if (value.ValueKind != JsonValueKind.Array) yield return $"{name} is no list";
        else if (value.GetArrayLength() > most) yield return $"{name} has more than {most}";
    }
}
