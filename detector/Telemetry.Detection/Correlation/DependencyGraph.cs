namespace Telemetry.Detection.Correlation;

/// <summary>Which component stands on which, and how much of a dependency's trouble is passed on. Immutable.</summary>
public sealed class DependencyGraph
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, double>> _dependencies;
    private readonly Dictionary<string, HashSet<string>> _dependants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _neverRoot;

    /// <param name="dependencies">For each component its dependencies, with the share of their trouble that is passed on.</param>
    /// <param name="neverRoot">Components that only feel what others do.</param>
    public DependencyGraph(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> dependencies, IEnumerable<string> neverRoot)
    {
        _dependencies = new(dependencies, StringComparer.Ordinal);
        _neverRoot = new(neverRoot, StringComparer.Ordinal);
        Components = [.. dependencies.Keys];
        foreach (var component in Components) _dependants[component] = new(StringComparer.Ordinal);
        foreach (var component in Components) Reach(component, component);
    }

    /// <summary>Every component, in the order given.</summary>
    public IReadOnlyList<string> Components { get; }

    /// <summary>Direct dependencies with the share that is passed on.</summary>
    public IReadOnlyDictionary<string, double> DependenciesOf(string component) => _dependencies[component];

    /// <summary>Whether trouble of <paramref name="dependency"/> can reach <paramref name="component"/>, over any number of steps.</summary>
    public bool DependsOn(string component, string dependency) => _dependants.TryGetValue(dependency, out var all) && all.Contains(component);

    /// <summary>Whether the component may be named as a root.</summary>
    public bool CanBeRoot(string component) => !_neverRoot.Contains(component);

    private void Reach(string component, string from)
    {
        foreach (var dependency in _dependencies[from].Keys)
            if (_dependants[dependency].Add(component)) Reach(component, dependency);
    }
}
