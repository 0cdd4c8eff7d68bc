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
                if (Of(signal, old, target) is { } finding) yield return finding;
            }
        }
    }

    private static Finding? Of(SignalPresence signal, FamilyName old, ExaminedTarget target)
    {
        // A second name without versions is another family that will do, and one that went before the catalog begins is history.
        if (old.Versions.Until is not { } last || (!target.IsTooOld && target.Covered is { } first && last.IsBefore(first))) return null;
        var now = signal.Signal.Families[0];
        if (IsOld(signal, old, target)) return Finding(signal.Signal, target, old.Name, FindingSeverity.Info,
            $"{old.Name} is {now.Name} from {now.Versions.Since ?? last} on.", "Make your own rules and dashboards read both names before the upgrade.");
        if (target.Version is null || !old.Versions.IsAfter(target.Version)) return null;
        // A rule that is told of has been written for the old name where the entry has one.
        var rules = signal.Signal.StockRules.Keys.ToList();
        return Finding(signal.Signal, target, now.Name, rules.Count > 0 ? FindingSeverity.Warning : FindingSeverity.Info,
            $"{old.Name} is gone after {last}; it is {now.Name} now.{(rules.Count > 0 ? $" The stock rule {string.Join(", ", rules)} may still read the old name, and then never fires." : "")}",
            $"Make your own rules and dashboards read {now.Name}; this program reads both.");
    }

    private static bool IsOld(SignalPresence signal, FamilyName old, ExaminedTarget target) =>
        target.Version is { } version
            ? old.Versions.Contains(version) && !signal.Signal.Families[0].Versions.Contains(version)
            : signal.Name == old;

    private static Finding Finding(SignalDefinition signal, ExaminedTarget target, string family, FindingSeverity severity, string text, string cure) => new()
    {
        Severity = severity,
        Code = FindingCode.Renamed,
        Component = target.Component!,
        Signal = signal.Id,
        Family = family,
        Text = text,
        Cure = cure,
    };
}
