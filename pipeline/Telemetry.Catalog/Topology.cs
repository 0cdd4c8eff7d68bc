namespace Telemetry.Catalog;

/// <summary>The parts of a control plane and how trouble spreads between them. Immutable.</summary>
public sealed class Topology
{
    private readonly Dictionary<string, ComponentDefinition> _byName;
    private readonly Dictionary<string, string> _byFamily = new(StringComparer.Ordinal);

    internal Topology(IReadOnlyList<ComponentDefinition> components)
    {
        Components = components;
        _byName = components.ToDictionary(component => component.Name, StringComparer.Ordinal);
        foreach (var component in components)
            foreach (var family in component.Families) _byFamily[family] = component.Name;
    }

    /// <summary>Every part, in the order of the file.</summary>
    public IReadOnlyList<ComponentDefinition> Components { get; }

    /// <summary>Families whose presence tells which part a target is.</summary>
    public IEnumerable<string> MarkerFamilies => _byFamily.Keys;

    /// <summary>This topology with the components of a file of calls added: a caller depends on what it calls.</summary>
    /// <param name="calls">Text of the file (<c>docs/formats/topology.md</c>).</param>
    /// <param name="source">What messages call it: the file's name.</param>
    /// <exception cref="CatalogException">Something in it is wrong, or it closes a circle; every error is listed.</exception>
    public Topology With(string calls, string source) => new([.. CallsFile.Extend(Components, calls, source)]);

    /// <summary>The part of that name, or null.</summary>
    public ComponentDefinition? Find(string component) => _byName.GetValueOrDefault(component);

    /// <summary>The part that alone exposes this family, or null.</summary>
    public string? ComponentOfFamily(string family) => _byFamily.GetValueOrDefault(family);

    /// <summary>The part that a scrape job's name hints at, or null. The longest piece that fits decides.</summary>
    public string? ComponentOfJob(string job)
    {
        var best = (Length: 0, Name: (string?)null);
        foreach (var component in Components)
            foreach (var piece in component.Jobs)
                if (piece.Length > best.Length && job.Contains(piece, StringComparison.OrdinalIgnoreCase)) best = (piece.Length, component.Name);
        return best.Name;
    }
}
