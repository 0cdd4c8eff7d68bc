using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>Families that are there in another form than the catalog reads them: labels that are gone, types that lie.</summary>
internal static class Forms
{
    public static IEnumerable<Finding> On(ExaminedTarget target, IEnumerable<SignalPresence> signals)
    {
        foreach (var (signal, _, present) in signals)
        {
            if (present is not { } family) continue;
            if (MissingLabel(signal, family) is { } label)
            {
                yield return SignalFinding.About(signal, family.Name, target, FindingCode.LabelMissing, FindingSeverity.Warning,
                    $"No series of {family.Name} has the label {label}, by which the signal tells what it reads.",
                    "Look for a labeldrop or labelkeep among the metric_relabel_configs, and for --allow-metric-labels.");
            }

            if (signal.Type is { } type && !string.Equals(family.Type, type.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                yield return SignalFinding.About(signal, family.Name, target, FindingCode.TypeLies, FindingSeverity.Info,
                    $"The TYPE line of {family.Name} says {family.Type}; it is a {type.ToString().ToLowerInvariant()}.", "Nothing to do: it is read as what it is.");
            }
        }
    }

    private static string? MissingLabel(SignalDefinition signal, ExaminedFamily family) =>
        signal.Where.Concat(signal.Bad).Concat(signal.Used).Select(filter => filter.Label).FirstOrDefault(label => !family.Labels.Contains(label));
}
