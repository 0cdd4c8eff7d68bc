using System.Collections;

namespace Telemetry.Hosting.Settings;

/// <summary>Turns nodes into options objects and collects everything that does not fit, unknown keys included.</summary>
internal sealed class SettingsBinder(SettingsProblems problems)
{
    private bool _inForeignFile;

    /// <summary>Where each bound options object was written.</summary>
    public Dictionary<object, BoundObject> Bound { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Where the entries of each bound list were written.</summary>
    public Dictionary<object, IReadOnlyList<Place>> Items { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Binds a mapping onto an options object that carries the defaults.</summary>
    public void BindObject(MappingNode node, object options, string path)
    {
        var schema = SettingsSchema.SectionOf(options.GetType());
        var bound = Bound[options] = new BoundObject(node.Place);
        foreach (var entry in node.Entries)
        {
            var key = Join(path, entry.Key);
            if (schema.Find(entry.Key) is not { } property)
            {
                problems.Add(entry.Place, key, UnknownKey(entry.Key, schema));
                continue;
            }
            bound.Keys[entry.Key] = entry.Place;
            if (entry.Value is ScalarNode { IsNull: true }) continue;
            var secret = property.IsSecret || Secrets.IsSecretKey(entry.Key);
            if (TryBind(entry.Value, property.Schema, key, secret, property.Property.GetValue(options), out var value))
                property.Property.SetValue(options, value);
            else bound.Broken.Add(entry.Key);
        }
    }

    private bool TryBind(SettingsNode node, SettingsSchema schema, string path, bool secret, object? current, out object? value)
    {
        value = null;
        switch (schema, node)
        {
            case (ScalarSchema, ScalarNode scalar):
                value = _inForeignFile ? ScalarText.ReadForeign(schema.Type, scalar.Text) : ScalarText.Read(schema.Type, scalar.Text);
                if (value is not null) return true;
                problems.Add(node.Place, path, $"{(secret ? "the value" : $"'{scalar.Text}'")} is not {ScalarText.Describe(schema.Type)}");
                return false;
            case (ObjectSchema, MappingNode mapping):
                value = current ?? Activator.CreateInstance(schema.Type)!;
                BindObject(mapping, value, path);
                return true;
            case (FileSchema file, ScalarNode scalar):
                return TryBindFile(scalar, file, path, out value);
            case (AnySchema, _):
                value = node.Kind;
                return true;
            case (ListSchema list, SequenceNode sequence):
                return TryBindList(sequence, list, path, secret, out value);
            case (DictionarySchema free, MappingNode mapping):
                return TryBindDictionary(mapping, free, path, out value);
            default:
                problems.Add(node.Place, path, $"expected {Expected(schema)}, found {node.Kind}");
                return false;
        }
    }

    // Keys inside are told from the file's own beginning, beside the file's own name.
    private bool TryBindFile(ScalarNode scalar, FileSchema schema, string path, out object? value)
    {
        value = Activator.CreateInstance(schema.Type)!;
        try
        {
            using var text = SettingsDocument.Open(scalar.Text);
            if (!SettingsDocument.TryRead(text, scalar.Text, problems, out var root)) return false;
            schema.Content.Location!.SetValue(value, new FileInfo(scalar.Text));
            _inForeignFile = true;
            BindObject(root, value, "");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(scalar.Place, path, $"'{scalar.Text}' cannot be read: {error.Message}");
            return false;
        }
        finally
        {
            _inForeignFile = false;
        }
    }

    private bool TryBindList(SequenceNode sequence, ListSchema schema, string path, bool secret, out object? value)
    {
        var all = true;
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(schema.ElementType))!;
        for (var index = 0; index < sequence.Items.Count; index++)
        {
            if (TryBind(sequence.Items[index], schema.Element, $"{path}[{index}]", secret, current: null, out var item)) items.Add(item);
            else all = false;
        }
        value = items;
        Items[items] = sequence.Items.ConvertAll(item => item.Place);
        if (!schema.Type.IsArray) return all;
        var array = Array.CreateInstance(schema.ElementType, items.Count);
        items.CopyTo(array, 0);
        value = array;
        return all;
    }

    private bool TryBindDictionary(MappingNode mapping, DictionarySchema schema, string path, out object? value)
    {
        var all = true;
        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), schema.ValueType))!;
        foreach (var entry in mapping.Entries)
        {
            var secret = Secrets.IsSecretKey(entry.Key);
            if (TryBind(entry.Value, schema.Value, Join(path, entry.Key), secret, current: null, out var item)) entries[entry.Key] = item;
            else all = false;
        }
        value = entries;
        return all;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Expected(SettingsSchema schema) => schema switch
    {
        ScalarSchema => ScalarText.Describe(schema.Type),
        ListSchema => "a list",
        FileSchema => "the path of a file",
        _ => "keys with values",
    };

    private static string UnknownKey(string key, ObjectSchema schema)
    {
        var known = schema.Properties.Select(property => property.Key).ToArray();
        // A secret of an Alertmanager file stands in a file here.
        var nearest = Array.Find(known, one => one == $"{key}_file") ?? NearestKey.Find(key, known);
        return nearest is null
            ? $"unknown key; known here: {string.Join(", ", known)}"
            : $"unknown key; did you mean {nearest}?";
    }
}
