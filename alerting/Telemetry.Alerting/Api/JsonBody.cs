using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Telemetry.Alerting.Api;

/// <summary>
/// A request's body as Go's decoder takes it: behind the first value anything may stand, what is no UTF-8 becomes U+FFFD, names of
/// fields are compared without case, of a field that comes twice the last counts.
/// </summary>
internal static class JsonBody
{
    // Go's own bound.
    private const int MaxDepth = 10_000;

    /// <summary>Reads a body.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="what">What it should be, for the fault.</param>
    /// <exception cref="ApiFault">It is no JSON.</exception>
    public static JsonDocument Read(ReadOnlySpan<byte> bytes, string what)
    {
        if (!Utf8.IsValid(bytes)) bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException malformed)
        {
            throw ApiFault.Malformed(what, ReasonOf(malformed, bytes));
        }
    }

    /// <summary>A field of an object; null where it is absent or null.</summary>
    public static JsonElement? Field(JsonElement json, string name)
    {
        JsonElement? found = null;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) found = property.Value;
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    /// <summary>The text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="field">Its name in the fault: <c>Alert.labels</c>.</param>
    /// <param name="what">What the body should be, for the fault.</param>
    /// <exception cref="ApiFault">It is no string.</exception>
    public static string Text(JsonElement value, string field, string what)
    {
        if (value.ValueKind != JsonValueKind.String) throw Mismatch(value, field, "string", what);
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiFault.Malformed(what, $"{field} escapes half a surrogate pair");
        }
    }

    /// <summary>Refuses a value of another type.</summary>
    public static ApiFault Mismatch(JsonElement value, string? field, string type, string what) =>
        ApiFault.Malformed(what, field is null
            ? $"json: cannot unmarshal {KindOf(value)} into Go value of type {type}"
            : $"json: cannot unmarshal {KindOf(value)} into Go struct field {field} of type {type}");

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };

    private static string ReasonOf(JsonException malformed, ReadOnlySpan<byte> bytes)
    {
        if (malformed.Message.Contains("depth of", StringComparison.Ordinal)) return "exceeded max depth";
        var isAtEnd = malformed.LineNumber is { } line && line == bytes.Count((byte)'\n')
            && malformed.BytePositionInLine >= bytes.Length - (bytes.LastIndexOf((byte)'\n') + 1);
        return isAtEnd ? "unexpected EOF" : $"malformed JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}";
    }
}
