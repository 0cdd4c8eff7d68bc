namespace Telemetry.Detection.Correlation;

/// <summary>Every component at one tick, from the last scrapes of the targets that take part.</summary>
internal sealed class ClusterPicture
{
    /// <summary>Evidence below which a signal counts as normal: one scrape in a hundred.</summary>
    public const double Unusual = 2;

    private readonly SortedDictionary<string, ComponentPicture> _components = new(StringComparer.Ordinal);

    private ClusterPicture()
    {
    }

    public IReadOnlyCollection<ComponentPicture> Components => _components.Values;

    public ComponentPicture? Find(string component) => _components.GetValueOrDefault(component);

    /// <summary>Puts the findings together.</summary>
    /// <param name="sightings">Current findings with the target they were seen on, in any order.</param>
    /// <param name="traits">What the signals are.</param>
    /// <param name="feedback">What feedback has made of their budgets.</param>
    public static ClusterPicture Of(IEnumerable<Sighting> sightings, IReadOnlyDictionary<string, SignalTraits> traits, FeedbackLedger feedback)
    {
        var picture = new ClusterPicture();
        var groups = new SortedDictionary<(string Component, string Signal), List<Sighting>>();
        foreach (var sighting in sightings)
        {
            if (!traits.ContainsKey(sighting.Finding.Signal) || sighting.Finding.Component.Length == 0) continue;
            var key = (sighting.Finding.Component, traits[sighting.Finding.Signal].Group is { Length: > 0 } measured ? measured : sighting.Finding.Signal);
            if (!groups.TryGetValue(key, out var group)) groups[key] = group = [];
            group.Add(sighting);
        }

        foreach (var group in groups.Values) picture.Add(traits, group, feedback);
        picture.Weigh();
        return picture;
    }

    // The strongest of several instances, paid for by their number; with half the budget it must be half as probable.
    private void Add(IReadOnlyDictionary<string, SignalTraits> all, List<Sighting> group, FeedbackLedger feedback)
    {
        var traits = all[group[0].Finding.Signal];
        var component = PictureOf(group[0].Finding.Component);
        foreach (var sighting in group)
            if (sighting.IntervalMs > 0 && (component.IntervalMs == 0 || sighting.IntervalMs < component.IntervalMs)) component.IntervalMs = sighting.IntervalMs;
        // What has not happened at all (no failures) could not have been unusual by chance.
        if (!traits.IsContext && !traits.IsFact && group.Exists(sighting => sighting.Finding.Value > 0)) component.Scored++;
        Sighting? strongest = null;
        foreach (var sighting in group)
        {
            if (!Materiality.Holds(all[sighting.Finding.Signal], sighting.Finding)) continue;
            if (strongest is null || sighting.Finding.Evidence > strongest.Finding.Evidence
                || (sighting.Finding.Evidence == strongest.Finding.Evidence && string.CompareOrdinal(sighting.Instance, strongest.Instance) < 0))
                strongest = sighting;
        }

        if (strongest is null)
        {
            if (traits is { IsContext: true, Cause: "load", Shape: SignalShape.Rate }) component.SteadyLoads.Add((traits, group[0].Finding));
            return;
        }

        traits = all[strongest.Finding.Signal];
        var budgetFactor = traits.IsFact ? 1 : feedback.FactorOf(new SignalKey(strongest.Finding.Component, strongest.Finding.Signal));
        var believed = traits.IsLearned ? Math.Min(strongest.Ceiling, JointEvidence.Cap) : JointEvidence.Cap;
        var evidence = Math.Min(strongest.Finding.Evidence, believed) - (traits.IsFact ? 0 : Math.Log10(group.Count / budgetFactor));
        var unusual = new UnusualSignal(traits, strongest.Finding, strongest.Instance, strongest.Observer, evidence) { BudgetFactor = budgetFactor };
        if (traits.IsContext) component.Context.Add(unusual);
        else if (evidence >= Unusual) component.Unusual.Add(unusual);
        if (traits.IsFact) component.Fact = Math.Max(component.Fact, evidence);
    }

    private void Weigh()
    {
        foreach (var component in _components.Values)
        {
            var removed = component.Unusual.RemoveAll(signal => IsExplainedByCaller(signal));
            component.Unusual.Sort((left, right) => right.Evidence.CompareTo(left.Evidence) is var order and not 0
                ? order : string.CompareOrdinal(left.Traits.Id, right.Traits.Id));
            Span<double> evidence = [.. component.Unusual.Where(signal => !signal.Traits.IsFact).Select(signal => signal.Evidence)];
            component.Joint = Math.Max(component.Fact, JointEvidence.Combine(evidence, Math.Max(component.Scored - removed, evidence.Length)));
        }
    }

    // What a caller measures is the caller's own time too: one that is short of CPU or full sees everything slow.
    private bool IsExplainedByCaller(UnusualSignal signal) =>
        signal.Traits.IsSeenByCaller && signal.Observer != signal.Finding.Component && Find(signal.Observer) is { } caller
        && caller.Unusual.Exists(own => own.Finding.Component == own.Observer && own.Traits.Cause == "cpu" && own.Evidence >= signal.Evidence / 2);

    private ComponentPicture PictureOf(string component)
    {
        if (!_components.TryGetValue(component, out var picture)) _components[component] = picture = new ComponentPicture(component);
        return picture;
    }
}

/// <summary>A finding and where it was seen.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Instance">Target that it was seen on.</param>
/// <param name="Observer">Component that saw it.</param>
/// <param name="IntervalMs">The target's interval; 0 where unknown.</param>
/// <param name="Ceiling">Most evidence that the signal's past can bear, if that is all that is known.</param>
internal sealed record Sighting(SignalFinding Finding, string Instance, string Observer, long IntervalMs, double Ceiling);
