using System.Text;
using Telemetry.Catalog;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Publishing;

/// <summary>What the catalog says of a family, in the words of the series table.</summary>
internal static class FamilyRules
{
    /// <summary>The rule of the family of that name. What we say about the scrape ourselves is not believed from a page.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="forward">Which families are forwarded; null leaves it to the catalog.</param>
    /// <param name="name">The family.</param>
    public static FamilyRule Of(SignalCatalog catalog, ForwardScope? forward, string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        var facts = catalog.FactsOf(utf8);
        var isWanted = ((forward ?? catalog.Forward) == ForwardScope.All || catalog.IsForwarded(utf8)) && !OwnSignals.Names.Contains(name);
        return new FamilyRule(isWanted, facts?.Priority ?? FamilyRule.LowestPriority, TypeOf(facts?.Type));
    }

    private static FamilyType? TypeOf(MetricType? type) => type switch
    {
        MetricType.Counter => FamilyType.Counter,
        MetricType.Gauge => FamilyType.Gauge,
        _ => null,
    };
}
