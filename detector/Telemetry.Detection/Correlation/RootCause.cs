using System.Runtime.InteropServices;

namespace Telemetry.Detection.Correlation;

/// <summary>A candidate for where it began.</summary>
/// <param name="Component">Component.</param>
/// <param name="Cause">What about it; empty where unknown.</param>
/// <param name="Probability">Posterior, 0 to 1; all candidates' sum to at most 1, the rest being unknown.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RootCause(string Component, string Cause, double Probability);

/// <summary>
/// Ranks components as the root: strength, how many of the unusual ones depend on it, less what its own dependencies explain, less how
/// much later it began. Topology leads: the strongest deviation is often a victim whose queue amplifies.
/// </summary>
internal static class RootRanking
{
    /// <summary>Most candidates given.</summary>
    public const int MaxCandidates = 3;

    private const double CoverageWeight = 2;
    private const double ExplainedWeight = 1.5;
    private const double LagWeight = 0.25;
    private const double MaxLag = 6;
    private const long AmplifiedLeadMs = 30_000;

    // A score of "none of them": an unseen part, or chance.
    private const double UnknownScore = 0;

    /// <summary>Ranks the components of a picture.</summary>
    /// <param name="components">Unusual components.</param>
    /// <param name="graph">Who depends on whom.</param>
    /// <param name="intervalMs">A scrape interval: the unit of lag.</param>
    public static IReadOnlyList<RootCause> Rank(IReadOnlyCollection<ComponentPicture> components, DependencyGraph graph, long intervalMs)
    {
        var candidates = components.Where(component => graph.CanBeRoot(component.Component)).ToList();
        if (candidates.Count == 0) return [];
        var firstMs = candidates.Min(component => component.OnsetMs);
        var scores = candidates.ConvertAll(component => Score(component, components, graph, firstMs, intervalMs));
        var total = scores.Sum(Math.Exp) + Math.Exp(UnknownScore);
        return [.. candidates
            .Select((component, i) => new RootCause(component.Component, CauseOf(component), Math.Exp(scores[i]) / total))
            .OrderByDescending(root => root.Probability).ThenBy(root => root.Component, StringComparer.Ordinal)
            .Take(MaxCandidates)];
    }

    private static double Score(ComponentPicture component, IReadOnlyCollection<ComponentPicture> all, DependencyGraph graph, long firstMs, long intervalMs)
    {
        var lag = Math.Min((component.OnsetMs - firstMs) / (double)Math.Max(intervalMs, 1), MaxLag);
        return Math.Log(1 + component.Joint) + (CoverageWeight * Coverage(component, all, graph))
            - (ExplainedWeight * Explained(component, all, graph)) - (LagWeight * lag);
    }

    // Share of the others that this one could have made ill: those that depend on it, did not begin before it, and have no trouble of their own.
    private static double Coverage(ComponentPicture component, IReadOnlyCollection<ComponentPicture> all, DependencyGraph graph)
    {
        var (covered, others) = (0.0, 0);
        foreach (var other in all)
        {
            if (other == component) continue;
            others++;
            if (graph.DependsOn(other.Component, component.Component) && CouldCause(component, other)) covered += Reach(component, other, graph);
        }

        return others == 0 ? 1 : covered / others;
    }

    // Share of the component's trouble that the worst of its dependencies explains.
    private static double Explained(ComponentPicture component, IReadOnlyCollection<ComponentPicture> all, DependencyGraph graph)
    {
        if (component.Joint <= 0) return 1;
        var explained = 0.0;
        foreach (var cause in all)
            if (graph.DependenciesOf(component.Component).TryGetValue(cause.Component, out var share) && CouldCause(cause, component))
                explained = Math.Max(explained, share * Reach(cause, component, graph) * Math.Min(1, cause.Joint / component.Joint));
        return explained;
    }

    // What only own trouble moves is explained by the node alone, which stands on nothing.
    private static double Reach(ComponentPicture cause, ComponentPicture victim, DependencyGraph graph) =>
        graph.DependenciesOf(cause.Component).Count == 0 ? 1 : 1 - victim.OwnShare;

    // A victim that amplifies shows earlier than its cause, but not by much.
    private static bool CouldCause(ComponentPicture cause, ComponentPicture victim) => cause.UnwellSinceMs <= victim.UnwellSinceMs + AmplifiedLeadMs;

    private static string CauseOf(ComponentPicture component)
    {
        // Raised load explains a shortage of CPU; a shortage of CPU explains slow requests.
        var causes = component.Unusual.Where(signal => signal.Traits.Cause.Length > 0).ToList();
        if (causes.Count == 0) return component.Context.Exists(IsLoad) ? "load" : "";
        var strongest = causes[0].Traits.Cause;
        return strongest is "cpu" or "load" or "errors" && (causes.Exists(IsLoad) || component.Context.Exists(IsLoad)) ? "load" : strongest;
    }

    private static bool IsLoad(UnusualSignal signal) => signal.Traits.Cause == "load";
}
