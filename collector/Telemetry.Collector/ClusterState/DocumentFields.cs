using System.Text.Json;

namespace Telemetry.Collector.ClusterState;

/// <summary>
/// Reads the fields of an API document. A field that is absent, null or of another type reads as absent: documents of other versions,
/// and broken ones, lose that field and nothing else.
/// </summary>
internal static class DocumentFields
{
    /// <summary>A member; undefined where there is none.</summary>
    public static JsonElement Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    /// <summary>The elements of an array; none where there is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A text; empty where there is none.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>Whether a member is <c>true</c>.</summary>
    public static bool Flag(this JsonElement element, string name) => element.Child(name).ValueKind == JsonValueKind.True;

    /// <summary>A whole number; <paramref name="otherwise"/> where there is none.</summary>
    public static long Number(this JsonElement element, string name, long otherwise = 0) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : otherwise;

    /// <summary>A time in Unix milliseconds; 0 where there is none.</summary>
    public static long TimeMs(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var time) ? time.ToUnixTimeMilliseconds() : 0;

    /// <summary>The condition of that type in <c>status.conditions</c>; undefined where there is none.</summary>
    public static JsonElement Condition(this JsonElement document, string type)
    {
        foreach (var condition in document.Child("status").Items("conditions"))
            if (condition.Text("type") == type) return condition;
        return default;
    }
}
