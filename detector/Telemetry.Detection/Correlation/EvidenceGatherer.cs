namespace Telemetry.Detection.Correlation;

/// <summary>What an incident's record carries besides its signals: what was changed near the onset, what is ruled out, how the signals went.</summary>
internal sealed class EvidenceGatherer(DiscoveredTopology topology, ChangeLog changes, RestartComparison restarts)
{
    /// <summary>How long before the onset a change is still near it.</summary>
    public const long NearMs = 900_000;

    /// <summary>An onset is an estimate: what was changed up to so long after it may still have made it.</summary>
    public const long OnsetErrorMs = 60_000;

    /// <summary>Most changes of one update.</summary>
    public const int MaxChanges = 8;

    /// <summary>Most courses of one update.</summary>
    public const int MaxCourses = 6;

    private const int MaxLoads = 2;

    /// <summary>The update with its evidence; one without signals has none.</summary>
    /// <param name="update">The update.</param>
    /// <param name="picture">Every component at its tick.</param>
    /// <param name="targets">Where the courses are.</param>
    public IncidentUpdate Complete(IncidentUpdate update, ClusterPicture picture, IEnumerable<TargetTrack> targets)
    {
        if (update.Signals.Count == 0) return update;
        var near = changes.Between(update.BeganMs - NearMs, update.AtMs).ToList();
        var root = update.Root.Count > 0 ? update.Root[0].Component : "";
        return update with
        {
            Changes =
            [
                .. near.OrderBy(change => Remoteness(change, root)).ThenBy(change => Math.Abs(change.MadeMs - update.BeganMs))
                    .ThenBy(change => change.Id, StringComparer.Ordinal).Take(MaxChanges),
            ],
            RuledOut = [.. root.Length > 0 ? RuleOut(root, update, picture, near, targets) : []],
            Courses = [.. CoursesOf(update.Signals, targets).Take(MaxCourses)],
        };
    }

    // What concerns the root comes before what it stands on, that before the rest, and what controllers do all day comes last.
    private int Remoteness(ClusterChange change, string root)
    {
        if (change.Component == root) return change.IsRoutine ? 2 : 0;
        if (change.IsRoutine) return 4;
        return root.Length > 0 && change.Component.Length > 0 && topology.Graph.DependsOn(root, change.Component) ? 1 : 3;
    }

    private IEnumerable<RuledOut> RuleOut(
        string root, IncidentUpdate update, ClusterPicture picture, List<ClusterChange> near, IEnumerable<TargetTrack> targets)
    {
        var part = picture.Find(root);
        if (part is not null && restarts.Of(update, part, targets) is { } older) yield return older;
        foreach (var dependency in topology.Graph.DependenciesOf(root).Keys.Order(StringComparer.Ordinal))
        {
            if (picture.Find(dependency) is { Scored: > 0, Unusual.Count: 0 } quiet)
                yield return new RuledOut(RuledOutReason.QuietDependency, dependency, "", quiet.Scored, double.NaN, "1");
        }

        foreach (var load in part?.SteadyLoads.Take(MaxLoads) ?? [])
            yield return new RuledOut(RuledOutReason.SteadyLoad, root, load.Traits.Title, load.Finding.Value, load.Finding.Baseline, load.Traits.Unit);

        if (!changes.IsFed) yield break;
        var own = near.FindAll(change => change.Component == root && change.MadeMs <= update.BeganMs + OnsetErrorMs);
        var hasRestarted = own.Exists(change => change.IsRestart) || (part is not null && RestartComparison.HasRestarted(part, update.BeganMs));
        if (!hasRestarted) yield return Nothing(RuledOutReason.NoRestart, root);
        if (!own.Exists(change => !change.IsRestart && !change.IsRoutine)) yield return Nothing(RuledOutReason.NoChange, root);
    }

    private static RuledOut Nothing(RuledOutReason reason, string component) => new(reason, component, "", double.NaN, double.NaN, "");

    private static IEnumerable<SignalCourse> CoursesOf(IReadOnlyList<UnusualSignal> signals, IEnumerable<TargetTrack> targets)
    {
        var all = targets.ToList();
        foreach (var signal in signals)
        {
            var course = all.Where(target => target.Instance == signal.Instance).Select(target => target.CourseOf(signal.Finding)).FirstOrDefault(course => course is not null);
            if (course is { Points.Count: > 1 }) yield return course;
        }
    }
}
