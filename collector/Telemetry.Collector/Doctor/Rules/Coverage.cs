using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>Parts of a cluster, and pages of its parts, that nothing scrapes.</summary>
internal static class Coverage
{
    public static IEnumerable<Finding> Of(IReadOnlyList<ExaminedTarget> targets, SignalCatalog catalog)
    {
        foreach (var component in catalog.Topology.Components.Where(component => component.Software.Length > 0))
        {
            var seen = targets.Where(target => target.Component == component.Name).ToList();
            if (seen.Count == 0)
            {
                yield return Of(component, catalog, PageDefinition.Main, FindingSeverity.Warning, $"No target is {component.Name}",
                    "Scrape it. Where it is scraped, its job's name hides it: give the scrape config a component. Managed control planes do not show every part.");
                continue;
            }

            foreach (var page in component.Pages.Where(page => !seen.Exists(target => target.Page == page.Name)))
                yield return Of(component, catalog, page.Name, FindingSeverity.Info, $"Nothing scrapes {page.Path} of {component.Name}", $"Add a scrape config with metrics_path: {page.Path}.");
        }
    }

    private static Finding Of(ComponentDefinition component, SignalCatalog catalog, string page, FindingSeverity severity, string text, string cure)
    {
        var signals = catalog.Signals.Where(signal => signal.On.Contains(component.Name) && signal.Page == page).ToList();
        return new Finding
        {
            Severity = severity,
            Code = FindingCode.NoTarget,
            Cause = MissingCause.JobLabel,
            Component = component.Name,
            Text = $"{text}: {signals.Count} signals are missing, {signals.Count(signal => signal.IsScored)} of them scored.",
            Cure = cure,
        };
    }
}
