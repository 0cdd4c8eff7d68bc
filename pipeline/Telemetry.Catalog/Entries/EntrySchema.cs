using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Telemetry.Catalog.Entries;

/// <summary>The JSON schema of a catalog file, made from the classes that it is read into.</summary>
internal static class EntrySchema
{
    // The schema is for editors and people, not for pages: quotes and signs stay as they are.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Telemetry catalog",
        ["description"] = "Entries that change, remove or add signals of the built-in catalog. An entry with the id of a built-in signal needs only the keys that it changes; a new one needs title, component, kind, family, unit and help as well.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["signals"] = new JsonObject { ["type"] = "array", ["items"] = ObjectOf(typeof(SignalEntry), "id") },
        },
        ["required"] = new JsonArray("signals"),
        ["additionalProperties"] = false,
    }.ToJsonString(Indented) + "\n";

    private static JsonObject ObjectOf(Type entries, string required)
    {
        var properties = new JsonObject();
        foreach (var (key, property, type) in EntryBinder.KeysOf(entries)) properties[key] = PropertyOf(property, type);
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray(required), ["additionalProperties"] = false };
    }

    private static JsonObject PropertyOf(PropertyInfo property, Type type)
    {
        var schema = ValueOf(type);
        schema.Insert(0, "description", property.GetCustomAttribute<DescriptionAttribute>()!.Description);
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema["minimum"] = (int)range.Minimum;
            schema["maximum"] = (int)range.Maximum;
        }

        return schema;
    }

    private static JsonObject ValueOf(Type type)
    {
        if (type == typeof(string)) return new JsonObject { ["type"] = "string" };
        if (type == typeof(bool)) return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int)) return new JsonObject { ["type"] = "integer" };
        if (type == typeof(double)) return new JsonObject { ["type"] = "number" };
        if (type == typeof(SoftwareVersion)) return new JsonObject { ["type"] = "string", ["pattern"] = @"^v?[0-9]+\.[0-9]+(\.[0-9]+)?" };
        if (type.IsEnum) return new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(name)))]) };
        if (type == typeof(IReadOnlyList<string>)) return ArrayOf(ValueOf(typeof(string)));
        if (type == typeof(IReadOnlyList<double>)) return ArrayOf(ValueOf(typeof(double)));
        if (type == typeof(IReadOnlyList<LabelFilter>)) return MapOf(ArrayOf(ValueOf(typeof(string))));
        if (type == typeof(IReadOnlyDictionary<string, double>)) return MapOf(ValueOf(typeof(double)));
        if (type == typeof(IReadOnlyList<AliasEntry>))
            return ArrayOf(new JsonObject { ["anyOf"] = new JsonArray(ValueOf(typeof(string)), ObjectOf(typeof(AliasEntry), "family")) });
        throw new InvalidOperationException($"There is no schema for {type}.");
    }

    private static JsonObject ArrayOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject MapOf(JsonObject values) => new() { ["type"] = "object", ["additionalProperties"] = values };
}
