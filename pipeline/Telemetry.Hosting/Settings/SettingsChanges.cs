using System.Collections;

namespace Telemetry.Hosting.Settings;

/// <summary>Which keys of two settings differ. Values are never told: they may be secret.</summary>
public static class SettingsChanges
{
    /// <summary>Keys, as the file spells them, in the order of the options classes. A list counts as one key.</summary>
    public static IEnumerable<string> Between<T>(T before, T after)
        where T : class => Between(SettingsSchema.Of(before.GetType()), before, after, "");

    private static IEnumerable<string> Between(SettingsSchema schema, object? before, object? after, string path)
    {
        if (schema is ObjectSchema section && before is not null && after is not null)
        {
            return section.Properties.SelectMany(property => Between(
                property.Schema, property.Property.GetValue(before), property.Property.GetValue(after), path.Length == 0 ? property.Key : $"{path}.{property.Key}"));
        }
        return AreEqual(schema, before, after) ? [] : [path];
    }

    private static bool AreEqual(SettingsSchema schema, object? before, object? after)
    {
        if (before is null || after is null) return before is null && after is null;
        return schema switch
        {
            ListSchema list => AreEqual(list.Element, ((IEnumerable)before).Cast<object?>().ToList(), ((IEnumerable)after).Cast<object?>().ToList()),
            DictionarySchema free => AreEqual(free.Value, (IDictionary)before, (IDictionary)after),
            FileSchema file => !Between(file.Content, before, after, "").Any(),
            ObjectSchema => !Between(schema, before, after, "").Any(),
            _ => before.Equals(after),
        };
    }

    private static bool AreEqual(SettingsSchema element, List<object?> before, List<object?> after) =>
        before.Count == after.Count && before.Zip(after).All(pair => AreEqual(element, pair.First, pair.Second));

    private static bool AreEqual(SettingsSchema value, IDictionary before, IDictionary after) =>
        before.Count == after.Count && before.Keys.Cast<object>().All(key => after.Contains(key) && AreEqual(value, before[key], after[key]));
}
