namespace Telemetry.Hosting.Settings;

/// <summary>A value as it was written, before it has a type.</summary>
internal abstract class SettingsNode(Place place)
{
    public Place Place { get; } = place;

    /// <summary>What the node is, in the words of an error message.</summary>
    public abstract string Kind { get; }
}

/// <summary>Text. <paramref name="isPlain"/> is false for quoted text, which is never null, true or a number to a reader.</summary>
internal sealed class ScalarNode(Place place, string text, bool isPlain) : SettingsNode(place)
{
    public override string Kind => "a single value";

    public string Text { get; } = text;

    /// <summary>An empty value, <c>~</c> or <c>null</c>: the key is written but says nothing.</summary>
    public bool IsNull { get; } = isPlain && text is "" or "~" or "null";
}

internal sealed class SequenceNode(Place place) : SettingsNode(place)
{
    public override string Kind => "a list";

    public List<SettingsNode> Items { get; } = [];
}

/// <summary>Keys and values in the order of the document; every key once.</summary>
internal sealed class MappingNode(Place place) : SettingsNode(place)
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public override string Kind => "keys with values";

    public List<MappingEntry> Entries { get; } = [];

    public SettingsNode? Find(string key) => _positions.TryGetValue(key, out var position) ? Entries[position].Value : null;

    /// <summary>Adds the entry; false when the key is already there.</summary>
    public bool TryAdd(MappingEntry entry)
    {
        if (!_positions.TryAdd(entry.Key, Entries.Count)) return false;
        Entries.Add(entry);
        return true;
    }

    /// <summary>Adds the entry or puts it in the place of the one with its key.</summary>
    public void Set(MappingEntry entry)
    {
        if (!TryAdd(entry)) Entries[_positions[entry.Key]] = entry;
    }
}

internal readonly record struct MappingEntry(string Key, Place Place, SettingsNode Value);
