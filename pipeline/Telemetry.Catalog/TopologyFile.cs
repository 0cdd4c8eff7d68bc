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
            components.Add(Read(fields));
            fields.RejectUnknown();
        }

        var names = components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var component in components)
            foreach (var dependency in component.DependsOn.Keys)
                if (!names.Contains(dependency)) errors.Add($"{source}: {component.Name} depends on '{dependency}', which is not a component");
        if (errors.Count == 0 && DependencyCircle.Find(components.ToDictionary(component => component.Name, component => component.DependsOn)) is { } circle)
            errors.Add($"{source}: a circle of dependencies: {circle}");
        return errors.Count == 0 ? new Topology(components) : throw new CatalogException(errors);
    }

    private static ComponentDefinition Read(YamlFields fields) => new()
    {
        Name = fields.Text("component"),
        DependsOn = fields.Weights("depends_on"),
        Families = fields.Texts("families"),
        Jobs = fields.Texts("jobs"),
        CanBeRoot = fields.Flag("root", otherwise: true),
        Software = fields.OptionalText("software") ?? "",
        Covers = fields.Version("covers"),
        StockJob = fields.OptionalText("stock_job") ?? "",
        VersionFamilies = fields.Filters("version"),
        Pages = fields.Has("pages") ? fields.Items("pages", name => new PageDefinition(name, "", []), ReadPage) : [],
    };

    private static PageDefinition ReadPage(YamlFields fields)
    {
        var page = new PageDefinition(fields.Text("page"), fields.Text("path"), fields.Texts("families"));
        fields.RejectUnknown();
        return page;
    }
}
