using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>Families that another version calls otherwise: rules and dashboards that know one name go blind.</summary>
internal static class Renames
{
    public static IEnumerable<Finding> On(ExaminedTarget target, IEnumerable<SignalPresence> signals)
    {
        foreach (var signal in signals)
        {
            foreach (var old in signal.Signal.Families.Skip(1))
            {
                if (!IsOfInterest(old, target)) continue;
                if (IsInUse(signal, old, target)) yield return Ahead(signal.Signal, old, target);
                else if (target.Version is { } version && old.Versions.IsAfter(version)) yield return Behind(signal.Signal, old, target);
            }
        }
    }

    // A second name without versions is another family that will do, and one that went before the catalog begins is history.
    private static bool IsOfInterest(FamilyName old, ExaminedTarget target) =>
        old.Versions.Until is { } last && (target.IsTooOld || target.Covered is null || !last.IsBefore(target.Covered));

    private static bool IsInUse(SignalPresence signal, FamilyName old, ExaminedTarget target) => target.Version is { } version
        ? old.Versions.Contains(version) && !signal.Signal.Families[0].Versions.Contains(version)
        : signal.Name == old;

    private static Finding Ahead(SignalDefinition signal, FamilyName old, ExaminedTarget target)
    {
        var now = signal.Families[0];
        return SignalFinding.About(signal, old.Name, target, FindingCode.Renamed, FindingSeverity.Info,
            $"{old.Name} is {now.Name} from {now.Versions.Since ?? old.Versions.Until} on.",
            "Make your own rules and dashboards read both names before the upgrade.");
    }

    private static Finding Behind(SignalDefinition signal, FamilyName old, ExaminedTarget target)
    {
        var now = signal.Families[0];
        var rules = string.Join(", ", signal.StockRules.Keys);
        var text = $"{old.Name} is gone after {old.Versions.Until}; it is {now.Name} now.";
        return SignalFinding.About(signal, now.Name, target, FindingCode.Renamed, rules.Length > 0 ? FindingSeverity.Warning : FindingSeverity.Info,
            rules.Length > 0 ? $"{text} The stock rule {rules} may still read the old name, and then never fires." : text,
            $"Make your own rules and dashboards read {now.Name}; this program reads both.");
    }
}
