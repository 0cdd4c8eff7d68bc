using System.Runtime.InteropServices;
using Telemetry.Catalog;
using Telemetry.Collector.Publishing;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>How a signal of the catalog stands on one page.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Name">The name that its family has there; null where it is missing.</param>
/// <param name="Family">The family itself; null where it is missing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignalPresence(SignalDefinition Signal, FamilyName? Name, ExaminedFamily? Family)
{
    /// <summary>Signals that this page of this part should have, with what it has of them.</summary>
    public static IEnumerable<SignalPresence> On(ExaminedTarget target, SignalCatalog catalog) =>
        from signal in catalog.Signals
        where signal.IsReadOn(target.Component!) && signal.Page == target.Page && !OwnSignals.Names.Contains(signal.Families[0].Name)
        select Of(signal, target);

    /// <summary>Whether the target's version has the family under one of its names; unknown versions may.</summary>
    public bool IsExpectedIn(SoftwareVersion? version) => version is null || Signal.Families.Any(name => name.Versions.Contains(version));

    private static SignalPresence Of(SignalDefinition signal, ExaminedTarget target)
    {
        var there = signal.Families.Where(name => target.Find(name.Name) is not null).ToList();
        // Where a page has several of the names, the one that belongs to its version is meant.
        var name = there.Find(name => target.Version is null || name.Versions.Contains(target.Version)) ?? there.FirstOrDefault();
        return new SignalPresence(signal, name, name is null ? null : target.Find(name.Name));
    }
}
