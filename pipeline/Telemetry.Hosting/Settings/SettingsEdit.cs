namespace Telemetry.Hosting.Settings;

/// <summary>
/// One <c>--set path=value</c>: puts the value into the tree in place of what the file says, making keys on the way. An index one past the
/// end of a list adds to it. A value that begins with <c>[</c> or <c>{</c> is read as YAML, any other is taken as it stands. Where a section
/// takes free keys, the rest of the path is one key, dots included: <c>kafka.properties.bootstrap.servers=…</c>.
/// </summary>
internal static class SettingsEdit
{
    public static void Apply(string argument, MappingNode root, SettingsSchema schema, SettingsProblems problems)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? argument : argument[..equals];
        var place = new Place($"--set {path}");
        if (equals <= 0)
        {
            problems.Add(place, "", "write --set path=value");
            return;
        }
        try
        {
            Put(root, schema, new SettingsPath(path), ReadValue(argument[(equals + 1)..], place, problems), place);
        }
        catch (FormatException error)
        {
            problems.Add(place, "", error.Message);
        }
    }

    private static SettingsNode ReadValue(string text, Place place, SettingsProblems problems)
    {
        var isYaml = text.StartsWith('[') || text.StartsWith('{');
        return isYaml && new YamlReader(place.Source, problems).TryRead(new StringReader(text), out var value)
            ? value
            : new ScalarNode(place, text, isPlain: false);
    }

    private static SettingsNode Put(SettingsNode? current, SettingsSchema? schema, SettingsPath path, SettingsNode value, Place place)
    {
        if (path.IsEnd) return value;
        if (current is ScalarNode { IsNull: true }) current = null;
        if (schema is DictionarySchema { Value: ScalarSchema } && !path.BeginsWithBracket)
            return PutKey(current, path.Rest, schema: null, new SettingsPath(""), value, place);
        var rest = path.Next(out var key, out var index);
        return index < 0
            ? PutKey(current, key, SchemaOf(schema, key), rest, value, place)
            : PutItem(current, index, (schema as ListSchema)?.Element, rest, value, place);
    }

    private static MappingNode PutKey(
        SettingsNode? current, string key, SettingsSchema? schema, SettingsPath rest, SettingsNode value, Place place)
    {
        var mapping = (current ?? new MappingNode(place)) as MappingNode
            ?? throw new FormatException($"'{key}' has no place here: above it stands {current!.Kind}");
        mapping.Set(new MappingEntry(key, place, Put(mapping.Find(key), schema, rest, value, place)));
        return mapping;
    }

    private static SequenceNode PutItem(
        SettingsNode? current, int index, SettingsSchema? schema, SettingsPath rest, SettingsNode value, Place place)
    {
        var sequence = (current ?? new SequenceNode(place)) as SequenceNode
            ?? throw new FormatException($"[{index}] has no place here: above it stands {current!.Kind}");
        if (index > sequence.Items.Count)
            throw new FormatException($"[{index}] is past the end: the list has {sequence.Items.Count}, so the next is [{sequence.Items.Count}]");
        if (index == sequence.Items.Count) sequence.Items.Add(Put(null, schema, rest, value, place));
        else sequence.Items[index] = Put(sequence.Items[index], schema, rest, value, place);
        return sequence;
    }

    private static SettingsSchema? SchemaOf(SettingsSchema? schema, string key) => schema switch
    {
        ObjectSchema options => options.Find(key)?.Schema,
        DictionarySchema free => free.Value,
        _ => null,
    };
}
