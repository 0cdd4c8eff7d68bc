using YamlDotNet.RepresentationModel;

namespace Telemetry.Catalog;

/// <summary>Reads who calls whom: <c>caller: [callees]</c>, alone or grouped under names; the groups are put together.</summary>
internal static class CallsFile
{
    /// <summary>Share of a callee's trouble that its caller shows: all but what it does besides.</summary>
    public const double CallShare = 0.9;

    /// <summary>The components of a topology with those of a file added.</summary>
    /// <exception cref="CatalogException">Every error with its line.</exception>
    public static IEnumerable<ComponentDefinition> Extend(IReadOnlyList<ComponentDefinition> components, string yaml, string source)
    {
        var errors = new List<string>();
        var names = components.Select(component => component.Name).ToList();
        var shares = components.ToDictionary(
            component => component.Name, component => new Dictionary<string, double>(component.DependsOn, StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (caller, callee) in Read(yaml, source, errors))
        {
            foreach (var name in (string[])[caller, callee])
                if (shares.TryAdd(name, new(StringComparer.Ordinal))) names.Add(name);
            shares[caller].TryAdd(callee, CallShare);
        }

        if (DependencyCircle.Find(shares.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, double>)pair.Value)) is { } circle)
            errors.Add($"{source}: a circle of calls: {circle}");
        if (errors.Count > 0) throw new CatalogException(errors);
        var known = components.ToDictionary(component => component.Name, StringComparer.Ordinal);
        return names.Select(name => known.TryGetValue(name, out var component) ? component with { DependsOn = shares[name] } : Of(name, shares[name]));
    }

    private static ComponentDefinition Of(string name, IReadOnlyDictionary<string, double> dependsOn) =>
        new() { Name = name, DependsOn = dependsOn, Families = [], Jobs = [], CanBeRoot = true };

    private static List<(string Caller, string Callee)> Read(string yaml, string source, List<string> errors)
    {
        if (YamlText.Read(yaml, source, errors) is not { } documents) return [];
        var calls = new List<(string, string)>();
        if (documents is [{ RootNode: YamlMappingNode root }]) Read(root, isGroup: false, source, calls, errors);
        else if (documents.Count > 0) errors.Add($"{source}:1: expected callers with lists of callees");
        return calls;
    }

    private static void Read(YamlMappingNode node, bool isGroup, string source, List<(string, string)> calls, List<string> errors)
    {
        foreach (var (key, value) in node.Children)
        {
            var caller = (key as YamlScalarNode)?.Value ?? "";
            if (value is YamlSequenceNode callees && callees.Children.All(callee => callee is YamlScalarNode { Value.Length: > 0 }) && caller.Length > 0)
                calls.AddRange(callees.Select(callee => (caller, ((YamlScalarNode)callee).Value!)));
            else if (value is YamlMappingNode group && !isGroup)
                Read(group, isGroup: true, source, calls, errors);
            else
                errors.Add($"{source}:{value.Start.Line}: {caller}: expected a list of callees, as in [a, b]");
        }
    }
}
