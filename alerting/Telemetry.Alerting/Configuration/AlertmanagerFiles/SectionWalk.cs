using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>Goes through options classes, wherever they nest.</summary>
internal static class SectionWalk
{
    /// <summary>A property that has a value.</summary>
    /// <param name="Owner">Options class.</param>
    /// <param name="Property">Property of it.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Member">Path from where the walk began.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Step(object Owner, PropertyInfo Property, object Value, string Member)
    {
        /// <summary>Whether the value may never be shown.</summary>
        public bool IsSecret => Property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password;
    }

    /// <summary>Every property below an object that has a value.</summary>
    /// <param name="section">Options class, or a list of such.</param>
    /// <param name="member">Path of it; empty for the beginning.</param>
    public static IEnumerable<Step> Of(object? section, string member)
    {
        if (section is IList list) return list.Cast<object?>().SelectMany((item, i) => Of(item, $"{member}[{i}]"));
        if (section is null || !IsSection(section.GetType())) return [];
        return section.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => Of(section, property, member));
    }

    private static IEnumerable<Step> Of(object section, PropertyInfo property, string member)
    {
        if (property.GetIndexParameters().Length > 0 || property.GetValue(section) is not { } value) return [];
        var path = member.Length == 0 ? property.Name : $"{member}.{property.Name}";
        return Of(value, path).Prepend(new Step(section, property, value, path));
    }

    private static bool IsSection(Type type) => type.IsClass && type.Namespace?.StartsWith("Telemetry.", StringComparison.Ordinal) is true;
}
