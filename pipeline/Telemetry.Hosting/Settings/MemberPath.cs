using System.Collections;
using System.Globalization;

namespace Telemetry.Hosting.Settings;

/// <summary>
/// Finds what a validation result is about: <c>Route.Routes[1].Receiver</c>, members of nested options classes and entries of lists, becomes
/// the key as the document spells it and the place where it was written.
/// </summary>
internal sealed class MemberPath(SettingsBinder binder)
{
    /// <summary>The key and the place; of the innermost part that is there.</summary>
    /// <param name="options">Options class that the path begins at.</param>
    /// <param name="member">The path; empty for the class itself.</param>
    /// <param name="path">Key of the class.</param>
    /// <param name="place">Place of the class.</param>
    public (string Key, Place Place) Find(object options, string member, string path, Place place)
    {
        var dot = member.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? member : member[..dot];
        var bracket = first.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? first : first[..bracket];
        if (SettingsSchema.SectionOf(options.GetType()).Properties.FirstOrDefault(property => property.Property.Name == name) is not { } property) return (path, place);

        var key = path.Length == 0 ? property.Key : $"{path}.{property.Key}";
        var keyPlace = binder.Bound.TryGetValue(options, out var origin) ? origin.Keys.GetValueOrDefault(property.Key, place) : place;
        var value = property.Property.GetValue(options);
        if (bracket >= 0) Enter(first[(bracket + 1)..^1], ref value, ref key, ref keyPlace);
        if (dot < 0 || value is null) return (key, keyPlace);
        return Find(value, member[(dot + 1)..], property.Schema is FileSchema ? "" : key, keyPlace);
    }

    private void Enter(string index, ref object? value, ref string key, ref Place place)
    {
        key = $"{key}[{index}]";
        var position = int.Parse(index, CultureInfo.InvariantCulture);
        if (value is not IList list || position >= list.Count) return;
        if (binder.Items.TryGetValue(list, out var places) && position < places.Count) place = places[position];
        value = list[position];
    }
}
