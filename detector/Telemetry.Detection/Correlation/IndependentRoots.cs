namespace Telemetry.Detection.Correlation;

/// <summary>
/// The joint statistic of a whole cluster: components that are slightly unusual at once and of which none stands on another that is. By chance
/// they are so independently, so the best few of them are judged like the best few signals of one component. What came with a restart or a
/// deploy, what only callers complain of, and facts, do not count: they have an explanation or a rule of their own.
/// </summary>
internal static class IndependentRoots
{
    /// <summary>Fewer are what a component's own budget is for.</summary>
    public const int Fewest = 3;

    private const int Most = 6;

    // Parts are busy with a restart for minutes, their callers and those that share their node too.
    private const long RestartedMs = 900_000;

    /// <summary>The components, strongest first.</summary>
    public static List<ComponentPicture> Of(ClusterPicture picture, DependencyGraph graph, long nowMs)
    {
        var unusual = picture.Components.Where(component => component.Joint >= ClusterPicture.Unusual).ToList();
        return [.. unusual
            .Where(component => graph.CanBeRoot(component.Component) && component.Fact == 0 && !component.IsOnlySeenByCallers
                && component.Unusual.Exists(signal => !signal.Traits.IsLearned)
                && !component.Restarts.Any(restart => nowMs - restart.AtMs <= RestartedMs)
                && !unusual.Exists(other => other != component && graph.DependsOn(component.Component, other.Component)))
            .OrderByDescending(component => component.Joint).ThenBy(component => component.Component, StringComparer.Ordinal)];
    }

    /// <summary>Evidence that so many at once are no chance; 0 for fewer than <see cref="Fewest"/>.</summary>
    /// <param name="roots">The components, strongest first.</param>
    /// <param name="picture">All of them.</param>
    public static double EvidenceOf(List<ComponentPicture> roots, ClusterPicture picture)
    {
        if (roots.Count < Fewest) return 0;
        Span<double> evidence = [.. roots.Select(root => root.Joint)];
        return JointEvidence.Combine(evidence, picture.Components.Count(component => component.Scored > 0), Most);
    }
}
