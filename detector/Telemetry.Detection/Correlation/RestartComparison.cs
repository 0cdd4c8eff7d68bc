namespace Telemetry.Detection.Correlation;

/// <summary>
/// Instances of a part that started anew before its trouble, beside those that run on as before. Where only the former are affected, what differs between
/// them is the likeliest explanation: the new version, or the restart.
/// </summary>
/// <param name="traits">What the signals are.</param>
internal sealed class RestartComparison(IReadOnlyDictionary<string, SignalTraits> traits)
{
    /// <summary>How long before the onset an instance that started anew is still a new one.</summary>
    public const long NewMs = 3_600_000;

    /// <summary>
    /// How many run on as before and are well, and how many that started anew are affected, by the signals of the incident; null where it is not so plain:
    /// an old one is affected too, or there are no old ones, or no new one is affected.
    /// </summary>
    public RuledOut? Of(IncidentUpdate update, ComponentPicture part, IEnumerable<TargetTrack> targets)
    {
        var signals = update.Signals.Where(signal => signal.Finding.Component == part.Component).Select(signal => signal.Finding.Signal).ToHashSet(StringComparer.Ordinal);
        var (anew, before) = (0, 0);
        foreach (var target in targets.Where(target => target.Component == part.Component))
        {
            var seen = target.Current(update.AtMs).Select(sighting => sighting.Finding).Where(finding => finding.Component == part.Component && signals.Contains(finding.Signal)).ToList();
            if (seen.Count == 0) continue;
            var (isAffected, isNew) = (seen.Exists(IsUnusual), IsNew(target, part, update.BeganMs));
            if (isAffected && !isNew) return null;
            if (isAffected) anew++;
            else if (!isNew) before++;
        }

        return anew > 0 && before > 0 ? new RuledOut(RuledOutReason.OlderInstances, part.Component, "", before, anew, "1") : null;
    }

    /// <summary>Whether an instance of a part, any or one, was seen to restart shortly before its trouble.</summary>
    public static bool HasRestarted(ComponentPicture part, long beganMs, string? instance = null) =>
        Recent(part, beganMs).Any(restart => restart.Instance.Length > 0 && (instance is null || restart.Instance == instance));

    // It restarted where it is, or joined after a deploy of its part: a new pod has a new name.
    private static bool IsNew(TargetTrack target, ComponentPicture part, long beganMs) =>
        HasRestarted(part, beganMs, target.Instance) || Recent(part, beganMs).Any(restart => restart.Instance.Length == 0 && target.JoinedMs >= restart.AtMs);

    private static IEnumerable<PartRestart> Recent(ComponentPicture part, long beganMs) => part.Restarts.Where(restart =>
        restart.Component == part.Component && restart.AtMs >= beganMs - NewMs && restart.AtMs <= beganMs + EvidenceGatherer.OnsetErrorMs);

    private bool IsUnusual(SignalFinding finding) => finding.Evidence >= ClusterPicture.Unusual && Materiality.Holds(traits[finding.Signal], finding);
}
