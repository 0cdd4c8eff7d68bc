using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Telemetry.Hosting.Settings;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>The keys of an options class as rows of a Markdown table, in the order of declaration.</summary>
internal static class ConfigurationTable
{
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
            var standard = isSection ? "" : Default(property.Property.GetValue(defaults));
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
        var value = ScalarText.Describe(schema.Type);
        var range = property.Property.GetCustomAttribute<RangeAttribute>();
        if (range is not null)
        {
            range.IsValid(null);
            value += $", {Limit(range, range.Minimum)} to {Limit(range, range.Maximum)}";
        }
        return property.Property.GetCustomAttribute<RequiredAttribute>() is null ? value : value + "; required";
    }

    // Limits of other types than the built-in ones stand as text in the attribute.
    private static string Limit(RangeAttribute range, object limit) =>
        $"{(limit is string text && range.OperandType == typeof(TimeSpan) ? ScalarText.Write(TimeSpan.Parse(text)) : ScalarText.Write(limit))}";

    private static string Default(object? value) => value switch
    {
        null or "" => "",
        string or ValueType or Uri => $"`{ScalarText.Write(value)}`",
        _ => "",
    };
}
