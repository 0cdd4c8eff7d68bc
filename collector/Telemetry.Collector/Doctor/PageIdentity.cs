using System.Text.RegularExpressions;
using Telemetry.Catalog;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Doctor;

/// <summary>Tells which part, which of its pages and which version a page is of.</summary>
internal sealed partial class PageIdentity(SignalCatalog catalog)
{
    /// <summary>The part: what somebody says, else what only that part's page shows, else what the job's or the file's name hints at.</summary>
    public string? ComponentOf(PageSample sample, SeriesTable table)
    {
        if (sample.Component is not null) return sample.Component;
        foreach (var family in table.Families)
            if (family.Metrics.Count > 0 && catalog.Topology.ComponentOfFamily(family.Name) is { } component) return component;
        return catalog.Topology.ComponentOfJob(sample.Job ?? sample.Name);
    }

    /// <summary>The page: what its path says, else what only that page shows.</summary>
    public static string PageOf(PageSample sample, ComponentDefinition? component, SeriesTable table)
    {
        foreach (var page in component?.Pages ?? [])
        {
            if (sample.Path is { } path ? path.EndsWith(page.Path, StringComparison.Ordinal) : table.Families.Any(family => family.Metrics.Count > 0 && page.Families.Contains(family.Name)))
                return page.Name;
        }

        return PageDefinition.Main;
    }

    /// <summary>The version: what the page's own families say, else, for Kubernetes, what the file's name does.</summary>
    public static SoftwareVersion? VersionOf(PageSample sample, ComponentDefinition? component, SeriesTable table)
    {
        foreach (var told in component?.VersionFamilies ?? [])
        {
            var values = from family in table.Families
                         where family.Name == told.Label
                         from metric in family.Metrics
                         from label in metric.Labels.Labels.ToArray()
                         where told.Values.Contains(label.Name)
                         select label.Value;
            if (SoftwareVersion.TryParse(values.FirstOrDefault(), out var version)) return version;
        }

        return sample.Job is null && component?.Software == "kubernetes" ? VersionOfName(sample.Name) : null;
    }

    private static SoftwareVersion? VersionOfName(string name) =>
        VersionInName().Match(name) is { Success: true } match && SoftwareVersion.TryParse(match.Value.Replace('_', '.'), out var version) ? version : null;

    [GeneratedRegex("1[._][0-9]{1,2}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionInName();
}
