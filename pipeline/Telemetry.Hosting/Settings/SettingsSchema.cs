using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Telemetry.Hosting.Settings;

/// <summary>What may be written for a type of an options class.</summary>
internal abstract record SettingsSchema(Type Type)
{
    private static readonly ConcurrentDictionary<Type, SettingsSchema> Known = new();

    public static SettingsSchema Of(Type type) => Known.GetOrAdd(type, Describe);

    /// <summary>What may be written for an options class, wherever it stands.</summary>
    public static ObjectSchema SectionOf(Type type) => Of(type) is FileSchema file ? file.Content : (ObjectSchema)Of(type);

    private static SettingsSchema Describe(Type type)
    {
        if (ScalarText.IsScalar(type)) return new ScalarSchema(type);
        if (type == typeof(object)) return new AnySchema(type);
        if (ArgumentOf(type, typeof(IEnumerable<>)) is not { } element)
        {
            var section = new ObjectSchema(type);
            return section.Location is null ? section : new FileSchema(section);
        }

        return element.IsGenericType && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? new DictionarySchema(type, element.GetGenericArguments()[1])
            : new ListSchema(type, element);
    }

    private static Type? ArgumentOf(Type type, Type generic) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == generic)?
            .GetGenericArguments()[0];
}

internal sealed record ScalarSchema(Type Type) : SettingsSchema(Type);

/// <summary>Anything at all: keys that are known and not read.</summary>
internal sealed record AnySchema(Type Type) : SettingsSchema(Type);

/// <summary>The path of a file whose content is an options class. Such a class has a property of type <see cref="FileInfo"/>, which says where it was read.</summary>
internal sealed record FileSchema(ObjectSchema Content) : SettingsSchema(Content.Type);

internal sealed record ListSchema(Type Type, Type ElementType) : SettingsSchema(Type)
{
    public SettingsSchema Element => Of(ElementType);
}

/// <summary>Free keys, such as the properties that are handed to a client library.</summary>
internal sealed record DictionarySchema(Type Type, Type ValueType) : SettingsSchema(Type)
{
    public SettingsSchema Value => Of(ValueType);
}

/// <summary>An options class: its keys in the order of declaration, base classes first.</summary>
internal sealed record ObjectSchema : SettingsSchema
{
    private readonly Dictionary<string, SettingsProperty> _byKey;

    public ObjectSchema(Type type)
        : base(type)
    {
        var settable = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0).ToArray();
        Location = Array.Find(settable, property => property.PropertyType == typeof(FileInfo));
        Properties = [.. settable.Where(property => property != Location).Select(property => new SettingsProperty(property))];
        _byKey = Properties.ToDictionary(property => property.Key, StringComparer.Ordinal);
    }

    public IReadOnlyList<SettingsProperty> Properties { get; }

    /// <summary>Where the class says which file it was read from; null for a class that is written in place.</summary>
    public PropertyInfo? Location { get; }

    public SettingsProperty? Find(string key) => _byKey.GetValueOrDefault(key);
}

/// <summary>One key of an options class.</summary>
internal sealed class SettingsProperty(PropertyInfo property)
{
    /// <summary>The property's name in snake case, or what <see cref="ConfigurationKeyNameAttribute"/> says.</summary>
    public string Key { get; } = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    public PropertyInfo Property { get; } = property;

    /// <summary>Marked as a secret by <c>[DataType(DataType.Password)]</c>.</summary>
    public bool IsSecret { get; } = property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password;

    public SettingsSchema Schema => SettingsSchema.Of(Property.PropertyType);
}
