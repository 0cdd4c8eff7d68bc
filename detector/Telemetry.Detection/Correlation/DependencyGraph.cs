namespace Telemetry.Detection.Correlation;

/// <summary>
/// Which component stands on which, and how much of a dependency's trouble is passed on. Immutable and without a circle: in one every
/// part would explain every other, and none would be the root. A dependency that would close one is left out, counted.
/// </summary>
public sealed class DependencyGraph
{
    private const double UnknownShare = 0.9;

    private static readonly IReadOnlyDictionary<string, double> None = new Dictionary<string, double>();

    private readonly Dictionary<string, Dictionary<string, double>> _dependencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _dependants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _neverRoot;

    /// <param name="dependencies">For each component its dependencies, with the share of their trouble that is passed on.</param>
    /// <param name="neverRoot">Components that only feel what others do.</param>
    public DependencyGraph(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> dependencies, IEnumerable<string> neverRoot)
    {
        _neverRoot = new(neverRoot, StringComparer.Ordinal);
        Components = [.. dependencies.Keys];
        foreach (var (component, shares) in dependencies)
            foreach (var (dependency, share) in shares)
                if (!Connect(component, dependency, share)) Refused++;
    }

    /// <summary>Every component that was given with its dependencies, in that order.</summary>
    public IReadOnlyList<string> Components { get; }

    /// <summary>Dependencies that were left out because they would have closed a circle.</summary>
    public int Refused { get; }

    /// <summary>Direct dependencies with the share that is passed on; none where the component is not known.</summary>
    public IReadOnlyDictionary<string, double> DependenciesOf(string component) =>
        _dependencies.TryGetValue(component, out var shares) ? shares : None;

    /// <summary>
    /// Whether trouble of <paramref name="dependency"/> can reach <paramref name="component"/>, over any number of steps. A component that
    /// no dependency names may stand on any that one does.
    /// </summary>
    public bool DependsOn(string component, string dependency) => Reaches(component, dependency) || (!IsPlaced(component) && IsPlaced(dependency));

    /// <summary>How much of a direct dependency's trouble is passed on; 0 where it is none.</summary>
    public double ShareOf(string component, string dependency) =>
        DependenciesOf(component).TryGetValue(dependency, out var share) ? share : !IsPlaced(component) && IsPlaced(dependency) ? UnknownShare : 0;

    /// <summary>Whether it stands on nothing and most others on it: the node. Its trouble reaches what is otherwise a part's own.</summary>
    public bool IsFoundation(string component) =>
        DependenciesOf(component).Count == 0 && _dependants.TryGetValue(component, out var all) && all.Count * 2 > Components.Count;

    /// <summary>Whether anything is known of where the component stands.</summary>
    public bool IsPlaced(string component) => DependenciesOf(component).Count > 0 || _dependants.ContainsKey(component);

    /// <summary>Whether others stand on the component.</summary>
    public bool HasDependants(string component) => _dependants.ContainsKey(component);

    /// <summary>Whether the component may be named as a root.</summary>
    public bool CanBeRoot(string component) => !_neverRoot.Contains(component);

    /// <summary>The graph with one dependency more.</summary>
    /// <param name="component">Who depends.</param>
    /// <param name="dependency">On whom.</param>
    /// <param name="share">How much of its trouble is passed on, 0 to 1.</param>
    /// <returns>Null where it would close a circle.</returns>
    public DependencyGraph? With(string component, string dependency, double share)
    {
        var extended = new DependencyGraph(_dependencies.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, double>)pair.Value), _neverRoot);
        return extended.Connect(component, dependency, share) ? extended : null;
    }

    private bool Reaches(string component, string dependency) => _dependants.TryGetValue(dependency, out var all) && all.Contains(component);

    private bool Connect(string component, string dependency, double share)
    {
        if (component == dependency || Reaches(dependency, component)) return false;
        if (!_dependencies.TryGetValue(component, out var shares)) _dependencies[component] = shares = new(StringComparer.Ordinal);
        shares[dependency] = share;
        string[] above = [component, .. _dependants.GetValueOrDefault(component, [])];
        string[] below = [dependency, .. _dependants.Where(pair => pair.Value.Contains(dependency)).Select(pair => pair.Key)];
        foreach (var lower in below)
        {
            if (!_dependants.TryGetValue(lower, out var all)) _dependants[lower] = all = new(StringComparer.Ordinal);
            all.UnionWith(above);
        }

        return true;
    }
}
