namespace Telemetry.Catalog.Entries;

/// <summary>Reads catalog files: the built-in <c>signals.yaml</c>, and those that change it.</summary>
internal sealed class SignalsFile(Topology topology)
{
    private readonly List<SignalEntry> _entries = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The entries that hold.</summary>
    public IReadOnlyList<SignalEntry> Entries => _entries;

    /// <summary>Reads a file of its own.</summary>
    /// <exception cref="CatalogException">Every error with its line.</exception>
    public static SignalsFile Load(string yaml, string source, Topology topology)
    {
        var file = new SignalsFile(topology);
        file.Apply(yaml, source);
        return file;
    }

    /// <summary>These entries with a file over them: an entry whose id is known changes that one, others are added.</summary>
    /// <exception cref="CatalogException">Every error with its line.</exception>
    public SignalsFile With(string yaml, string source)
    {
        var changed = new SignalsFile(topology);
        foreach (var entry in _entries) changed.Add(entry);
        changed.Apply(yaml, source);
        return changed;
    }

    private void Apply(string yaml, string source)
    {
        var errors = new List<string>();
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in YamlFields.ReadList(yaml, "signals", source, errors)) Apply(fields, own);
        if (errors.Count > 0) throw new CatalogException(errors);
        _entries.RemoveAll(entry => entry.Remove);
    }

    private void Apply(YamlFields fields, HashSet<string> own)
    {
        var id = fields.OptionalText("id") ?? "";
        var isKnown = _places.TryGetValue(id, out var place);
        var entry = isKnown ? _entries[place].Copy() : new SignalEntry();
        EntryBinder.Bind(fields, entry);
        if (id.Length > 0 && !own.Add(id)) fields.Fail("id", $"'{id}' is taken by an earlier signal");
        if (entry.Remove && !isKnown) fields.Fail("remove", $"there is no signal '{id}' to remove");
        if (!entry.Remove) EntryRules.Check(entry, fields, topology);
        fields.RejectUnknown();
        if (isKnown) _entries[place] = entry;
        else Add(entry);
    }

    private void Add(SignalEntry entry)
    {
        _places[entry.Id ?? ""] = _entries.Count;
        _entries.Add(entry);
    }
}
