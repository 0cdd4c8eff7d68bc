namespace Telemetry.Detection.Correlation;

/// <summary>
/// Ranks components as the root by a conditional logit: how unwell one is, what share of the others it leaves unexplained, how surely one
/// of its own dependencies explains it, and how much later it began. Topology leads: the strongest deviation is often a victim whose queue
/// amplifies. The weights were fitted on simulated graphs (docs/adr/0087); the odds are theirs, "none of these" among them.
/// </summary>
internal static class RootRanking
{
    /// <summary>Most candidates given.</summary>
    public const int MaxCandidates = 3;

    private const double StrengthWeight = 0.3;
    private const double UnexplainedWeight = 3;
    private const double ExplainedWeight = 3.5;

    // Of a part that only its callers complain of, the way to it may be the trouble; under a raised load it is sooner the caller's own queue.
    private const double UnheardWeight = 1;
    private const double OverloadedCallerWeight = 3;

    private const double LagWeight = 0.16;
    private const double MaxLag = 6;
    private const long AmplifiedLeadMs = 30_000;

    // Evidence up to which a component may be well, and from which on it counts as surely unwell.
    private const double DoubtfulJoint = 3;
    private const double CertainJoint = 5;

    // Evidence of a ticket that these levels belong to: where the budget is bolder, less is enough to count as unwell.
    private const double UsualTicket = 4.76;

    // Evidence that a part must show itself to be held for the cause of others' trouble.
    private const double MinJoint = 2;

    // Fitted by itself: the odds were humbler than the hits.
    private const double Sharpness = 1.4;

    // A score of "none of them": an unseen part, or chance.
    private const double UnknownScore = -2;

    // However clear the picture is, the graph or the weights may be wrong: one time in twenty it is none of these.
    private const double Trust = 0.95;

    /// <summary>Ranks the components of a picture.</summary>
    /// <param name="unwell">Those that are unwell; they and what they stand on may be the root.</param>
    /// <param name="witnesses">All that show something unusual, those that are unwell among them.</param>
    /// <param name="graph">Who depends on whom.</param>
    /// <param name="intervalMs">A scrape interval: the unit of lag.</param>
    /// <param name="ticket">Evidence that a ticket takes.</param>
    public static IReadOnlyList<RootCause> Rank(
        IReadOnlyCollection<ComponentPicture> unwell, IReadOnlyCollection<ComponentPicture> witnesses, DependencyGraph graph, long intervalMs, double ticket)
    {
        var bold = Math.Max(UsualTicket - ticket, 0);
        var candidates = witnesses.Where(witness => graph.CanBeRoot(witness.Component)
            && (unwell.Contains(witness) || (witness.Joint >= MinJoint && unwell.Any(component => component.Fact == 0 && graph.DependsOn(component.Component, witness.Component))))).ToList();
        if (candidates.Count == 0) return [];
        var firstMs = candidates.Min(component => component.OnsetMs);
        var scores = candidates.ConvertAll(component => Score(component, witnesses, graph, firstMs, Math.Max(intervalMs, 1), bold));
        var total = scores.Sum(score => Math.Exp(Sharpness * score)) + Math.Exp(Sharpness * UnknownScore);
        return [.. candidates
            .Select((component, i) => new RootCause(component.Component, CauseOf(component), Trust * Math.Exp(Sharpness * scores[i]) / total))
            .OrderByDescending(root => root.Probability).ThenBy(root => root.Component, StringComparer.Ordinal)
            .Take(MaxCandidates)];
    }

    private static double Score(ComponentPicture component, IReadOnlyCollection<ComponentPicture> all, DependencyGraph graph, long firstMs, long intervalMs, double bold)
    {
        var lag = Math.Min((component.OnsetMs - firstMs) / (double)intervalMs, MaxLag);
        var leadMs = Math.Max(AmplifiedLeadMs, intervalMs);
        var (unexplained, explained, others) = (0.0, 0.0, 0.0);
        foreach (var other in all)
        {
            if (other == component) continue;
            var reached = graph.DependsOn(other.Component, component.Component) && CouldCause(component, other, leadMs) ? Reach(component, other, graph) : 0;
            others += Certainty(other, bold);
            unexplained += Certainty(other, bold) * (1 - reached);
            if (IsHearsay(other, component)) continue;
            if (graph.ShareOf(component.Component, other.Component) is > 0 and var share && CouldCause(other, component, leadMs))
                explained = Math.Max(explained, share * Reach(other, component, graph) * Certainty(other, bold));
        }

        return (StrengthWeight * Math.Min((component.Joint + component.Peak) / 2, JointEvidence.Cap)) - (UnexplainedWeight * unexplained / Math.Max(others, 1)) - (ExplainedWeight * explained)
            - (LagWeight * lag) - UnheardCost(component, all);
    }

    private static double UnheardCost(ComponentPicture component, IReadOnlyCollection<ComponentPicture> all)
    {
        if (!component.IsOnlySeenByCallers) return 0;
        return all.Any(caller => IsHearsay(component, caller)) ? OverloadedCallerWeight : UnheardWeight;
    }

    // What only an overloaded part says of one that it calls is told by its own queue as well.
    private static bool IsHearsay(ComponentPicture callee, ComponentPicture caller) =>
        callee.IsOnlySeenByCallers && caller.Context.Exists(IsLoad) && callee.Unusual.TrueForAll(signal => signal.Observer == caller.Component);

    private static double Certainty(ComponentPicture component, double bold) => Math.Clamp((component.Joint + bold - DoubtfulJoint) / (CertainJoint - DoubtfulJoint), 0, 1);

    // What only own trouble moves is explained by the node alone, on which all stands.
    private static double Reach(ComponentPicture cause, ComponentPicture victim, DependencyGraph graph) =>
        graph.IsFoundation(cause.Component) ? 1 : 1 - victim.OwnShare;

    // A victim that amplifies shows earlier than its cause, but not by much.
    private static bool CouldCause(ComponentPicture cause, ComponentPicture victim, long leadMs) =>
        victim.UnwellSinceMs == 0 || cause.UnwellSinceMs <= victim.UnwellSinceMs + leadMs;

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
