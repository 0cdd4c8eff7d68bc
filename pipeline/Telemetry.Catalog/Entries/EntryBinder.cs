using System.Reflection;
using System.Text.Json;

namespace Telemetry.Catalog.Entries;

/// <summary>Puts the fields of a YAML mapping into the properties of an entry; properties without a field keep what they have.</summary>
internal static class EntryBinder
{
    private static readonly (string Key, PropertyInfo Property, Type Type)[] SignalKeys = KeysOf(typeof(SignalEntry));
    private static readonly (string Key, PropertyInfo Property, Type Type)[] AliasKeys = KeysOf(typeof(AliasEntry));

    public static void Bind(YamlFields fields, SignalEntry entry) => Bind(fields, entry, SignalKeys);

    /// <summary>The keys of a class of entries, in the order of its properties.</summary>
    public static (string Key, PropertyInfo Property, Type Type)[] KeysOf(Type entries) =>
        [.. entries.GetProperties().Select(property => (
            JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))];

    private static void Bind(YamlFields fields, object entry, (string Key, PropertyInfo Property, Type Type)[] keys)
    {
        foreach (var (key, property, type) in keys)
            if (fields.Has(key) && Read(fields, key, type) is { } value) property.SetValue(entry, value);
    }

    private static object? Read(YamlFields fields, string key, Type type)
    {
        if (type == typeof(string)) return fields.OptionalText(key);
        if (type == typeof(bool)) return fields.Flag(key, otherwise: false);
        if (type == typeof(int)) return (int)fields.Number(key, 0);
        if (type == typeof(double)) return fields.Number(key, double.NaN);
        if (type.IsEnum) return fields.Choice(key, type);
        if (type == typeof(SoftwareVersion)) return fields.Version(key);
        if (type == typeof(IReadOnlyList<string>)) return fields.Texts(key);
        if (type == typeof(IReadOnlyList<double>)) return fields.Numbers(key);
        if (type == typeof(IReadOnlyList<LabelFilter>)) return fields.Filters(key);
        if (type == typeof(IReadOnlyDictionary<string, double>)) return fields.Weights(key);
        if (type == typeof(IReadOnlyList<AliasEntry>)) return fields.Items(key, text => new AliasEntry { Family = text }, ReadAlias);
        throw new InvalidOperationException($"There is no reader for {type}.");
    }

    private static AliasEntry ReadAlias(YamlFields fields)
    {
        var alias = new AliasEntry();
        Bind(fields, alias, AliasKeys);
        if (alias.Family.Length == 0) fields.FailMissing("family");
        fields.RejectUnknown();
        return alias;
    }
}
