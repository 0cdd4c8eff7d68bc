namespace Telemetry.Catalog;

/// <summary>Reads <c>topology.yaml</c>.</summary>
internal static class TopologyFile
{
    /// <exception cref="CatalogException">Every error with its line.</exception>
    public static Topology Load(string yaml, string source)
    {
        var errors = new List<string>();
        var components = new List<ComponentDefinition>();
        foreach (var fields in YamlFields.ReadList(yaml, "components", source, errors))
        {
            components.Add(new ComponentDefinition(
                fields.Text("component"), fields.Weights("depends_on"), fields.Texts("families"), fields.Texts("jobs"), fields.Flag("root", otherwise: true)));
            fields.RejectUnknown();
        }

        var names = components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var component in components)
            foreach (var dependency in component.DependsOn.Keys)
                if (!names.Contains(dependency)) errors.Add($"{source}: {component.Name} depends on '{dependency}', which is not a component");
        return errors.Count == 0 ? new Topology(components) : throw new CatalogException(errors);
    }
}
