using Telemetry.Catalog;

namespace Telemetry.Collector.Doctor.Rules;

/// <summary>Signals that a page lacks, and why.</summary>
internal static class MissingSignals
{
    // A real part shows all of these families; a page that lacks a tenth of them has been thinned out on the way.
    private const double ThinnedShare = 0.1;
    private const int ThinnedSignals = 3;

    public static IEnumerable<Finding> On(ExaminedTarget target, IReadOnlyList<SignalPresence> signals)
    {
        var expected = signals.Where(signal => signal.Signal.Presence == Presence.Always && !target.IsTooOld && signal.IsExpectedIn(target.Version) && !MayBeTooNew(signal.Signal, target)).ToList();
        var lost = expected.Count(signal => signal.Name is null);
        var isThinned = lost >= ThinnedSignals && lost > ThinnedShare * expected.Count;
        foreach (var signal in signals)
        {
            if (signal.Name is null) yield return Of(signal, target, isThinned, $"{expected.Count - lost} of {expected.Count}");
        }
    }

    private static Finding Of(SignalPresence missing, ExaminedTarget target, bool isThinned, string share)
    {
        var signal = missing.Signal;
        var cause = CauseOf(missing, target, isThinned);
        var family = FamilyFor(signal, target.Version);
        return SignalFinding.About(
            signal, family, target, FindingCode.Missing, SeverityOf(signal, cause),
            $"{family} is missing: {WhyOf(signal, target, cause, share)}.{RulesOf(signal, cause)}", CureOf(signal, target, cause)) with { Cause = cause };
    }

    private static MissingCause CauseOf(SignalPresence missing, ExaminedTarget target, bool isThinned)
    {
        if (!missing.IsExpectedIn(target.Version) || MayBeTooNew(missing.Signal, target)) return MissingCause.Version;
        return missing.Signal.Presence switch
        {
            Presence.Flag => MissingCause.Flag,
            Presence.Setup => MissingCause.Setup,
            Presence.OnEvent => MissingCause.Event,
            _ when target.IsTooOld => MissingCause.Version,
            _ => isThinned ? MissingCause.AllowList : MissingCause.Unknown,
        };
    }

    // Where no version is known, an entry that not every version has is not held against the page.
    private static bool MayBeTooNew(SignalDefinition signal, ExaminedTarget target) =>
        target.Version is null && signal.Families.All(name => name.Versions != VersionRange.Every);

    private static FindingSeverity SeverityOf(SignalDefinition signal, MissingCause cause) => cause switch
    {
        MissingCause.Event or MissingCause.Setup => FindingSeverity.Info,
        MissingCause.Version => signal is { IsScored: true, Priority: 1 } ? FindingSeverity.Warning : FindingSeverity.Info,
        MissingCause.Flag => FindingSeverity.Warning,
        _ when signal is { IsScored: true, Priority: 1 } => FindingSeverity.Error,
        _ when signal.IsScored || signal.Priority == 1 => FindingSeverity.Warning,
        _ => FindingSeverity.Info,
    };

    private static string FamilyFor(SignalDefinition signal, SoftwareVersion? version) =>
        (signal.Families.FirstOrDefault(name => version is not null && name.Versions.Contains(version)) ?? signal.Families[0]).Name;

    private static string WhyOf(SignalDefinition signal, ExaminedTarget target, MissingCause cause, string share) => cause switch
    {
        MissingCause.Version when target.Version is null => $"not every version has it ({VersionsOf(signal)}), and the page does not tell its version",
        MissingCause.Version when target.IsTooOld => $"the catalog begins with {target.Covered}, this is {target.Version}",
        MissingCause.Version => $"{VersionsOf(signal)} has it, this is {target.Version}",
        MissingCause.Flag => $"it takes the flag {signal.Needs}",
        MissingCause.Setup => $"it takes {signal.Needs}",
        MissingCause.Event => "it appears with the first event that it counts",
        MissingCause.AllowList => $"the page has only {share} signals that every {target.Component} of this version shows, so something drops families",
        _ => "every page of this version has it",
    };

    private static string CureOf(SignalDefinition signal, ExaminedTarget target, MissingCause cause) => cause switch
    {
        MissingCause.Version when target.IsTooOld || (target.Version is { } version && signal.Families.Any(name => name.Versions.IsBefore(version))) => $"Upgrade {target.Component}; until then it cannot be seen.",
        MissingCause.Version => "Nothing to do.",
        MissingCause.Flag => $"Start {target.Component} with {signal.Needs}.",
        MissingCause.Setup => "Nothing to do where the cluster is not set up so.",
        MissingCause.Event => "Nothing to do: its first event is counted from zero.",
        MissingCause.AllowList => "Scrape the part itself; look for metric_relabel_configs, --disabled-metrics and --allow-metric-labels, and for an exporter or federation in between.",
        _ => "Look at the page by hand; tell us when this version really lacks it.",
    };

    private static string RulesOf(SignalDefinition signal, MissingCause cause) =>
        signal.StockRules.Count > 0 && cause != MissingCause.Event ? $" The stock rule {string.Join(", ", signal.StockRules.Keys)} cannot fire." : "";

    private static string VersionsOf(SignalDefinition signal) => string.Join(" or ", signal.Families.Select(name => name.Versions).Distinct());
}
