using Telemetry.Catalog;
using Telemetry.Collector.Doctor.Rules;

namespace Telemetry.Collector.Doctor;

/// <summary>From examined targets to findings.</summary>
internal sealed class Diagnosis(SignalCatalog catalog)
{
    /// <param name="targets">The targets.</param>
    /// <param name="isCluster">Whether they are meant to be a whole cluster, so that a part without a target is a finding.</param>
    /// <param name="notices">What was left out and why.</param>
    public DoctorReport Of(IEnumerable<ExaminedTarget> targets, bool isCluster, IReadOnlyList<string> notices)
    {
        var examined = targets.OrderBy(target => target.Name, StringComparer.Ordinal).ToList();
        if (isCluster) examined = examined.ConvertAll(target => WithSharedVersion(target, examined));
        var each = examined.SelectMany(target => FindingsOn(target).Select(finding => finding with { Targets = [target.Name] }));
        return new DoctorReport(examined, Merge(isCluster ? each.Concat(Coverage.Of(examined, catalog)) : each), notices);
    }

    private IEnumerable<Finding> FindingsOn(ExaminedTarget target)
    {
        foreach (var finding in TargetState.On(target, catalog)) yield return finding;
        if (!target.IsReadable) yield break;
        var signals = SignalPresence.On(target, catalog).ToList();
        foreach (var finding in MissingSignals.On(target, signals)
            .Concat(Renames.On(target, signals)).Concat(Buckets.On(target, signals)).Concat(Forms.On(target, signals)))
            yield return finding;
    }

    // The pages of a kubelet other than the main one do not tell their version; the other parts of its cluster do, where they agree.
    private ExaminedTarget WithSharedVersion(ExaminedTarget target, List<ExaminedTarget> all)
    {
        if (target.Version is not null || SoftwareOf(target) is not { Length: > 0 } software) return target;
        var versions = all.Where(other => other.Version is not null && SoftwareOf(other) == software).Select(other => other.Version!.MinorVersion).Distinct().ToList();
        return versions is [var only] ? target with { Version = only } : target;
    }

    private string? SoftwareOf(ExaminedTarget target) => target.Component is { } name ? catalog.Topology.Find(name)?.Software : null;

    // Two entries that read one family, on one target or on ten, have the same to say.
    private static IReadOnlyList<Finding> Merge(IEnumerable<Finding> findings) =>
    [
        .. findings.GroupBy(finding => (finding.Severity, finding.Code, finding.Cause, finding.Component, finding.Signal, finding.Text, finding.Cure))
            .Select(alike => alike.First() with { Targets = [.. alike.SelectMany(finding => finding.Targets).Distinct(StringComparer.Ordinal)] })
            .OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Component, StringComparer.Ordinal)
            .ThenBy(finding => finding.Code).ThenBy(finding => finding.Cause).ThenBy(finding => finding.Signal, StringComparer.Ordinal),
    ];
}
