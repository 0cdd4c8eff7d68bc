using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Telemetry.Hosting.Settings;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>The keys of an options class as rows of a Markdown table, in the order of declaration.</summary>
internal static class ConfigurationTable
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>Every key below the class; sections that hold themselves (routes below routes) are shown once.</summary>
    public static IEnumerable<string> Rows(Type options) => Rows((ObjectSchema)SettingsSchema.Of(options), "", []);

    private static IEnumerable<string> Rows(ObjectSchema schema, string path, Type[] above)
    {
        var defaults = Activator.CreateInstance(schema.Type)!;
        foreach (var property in schema.Properties)
        {
            var key = path + property.Key;
            var inner = Inner(property.Schema, ref key);
            var isSection = inner is ObjectSchema;
            var value = isSection ? property.Schema is ListSchema ? "list" : "section" : Describe(property, inner);
            var standard = isSection ? "" : Default(property, property.Property.GetValue(defaults));
            yield return $"| `{key}` | {value} | {standard} | {XmlComments.SummaryOf(property.Property)} |";
            if (inner is not ObjectSchema section || above.Contains(section.Type) || section.Type == schema.Type) continue;
            foreach (var row in Rows(section, key + ".", [.. above, schema.Type])) yield return row;
        }
    }

    // The key of a list stands for one of its entries, that of free keys for one of those.
    private static SettingsSchema Inner(SettingsSchema schema, ref string key)
    {
        switch (schema)
        {
            case ListSchema list:
                key += "[]";
                return list.Element;
            case DictionarySchema free:
                key += ".KEY";
                return free.Value;
            default:
                return schema;
        }
    }

    private static string Describe(SettingsProperty property, SettingsSchema schema)
    {
        var value = IsSize(property) ? "a size such as 10MB" : ScalarText.Describe(schema.Type).Replace(" or a size such as 10MB", "", StringComparison.Ordinal);
        if (property.Property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            value += $", {Limit(property, range.OperandType, range.Minimum)} to {Limit(property, range.OperandType, range.Maximum)}";
        }
        return property.Property.GetCustomAttribute<RequiredAttribute>() is null ? value : value + "; required";
    }

    // Limits of other types than the built-in ones stand as text in the attribute.
    private static string Limit(SettingsProperty property, Type type, object limit) =>
        Write(property, type == typeof(TimeSpan) && limit is string text ? TimeSpan.Parse(text) : limit);

    private static string Default(SettingsProperty property, object? value) => value switch
    {
        null or "" => "",
        string or ValueType or Uri => $"`{Write(property, value)}`",
        _ => "",
    };

    private static bool IsSize(SettingsProperty property) => property.Key.EndsWith("_bytes", StringComparison.Ordinal) || property.Key.Contains("_size_", StringComparison.Ordinal);

    private static string Write(SettingsProperty property, object value)
    {
        if (!IsSize(property)) return ScalarText.Write(value);
        var (bytes, unit) = (Convert.ToInt64(value), 0);
        while (bytes % 1024 == 0 && unit < 4) (bytes, unit) = (bytes / 1024, unit + 1);
        return bytes + Units[unit];
    }
}
