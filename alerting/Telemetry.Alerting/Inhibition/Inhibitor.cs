using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inhibition;

/// <summary>Which alerts are held back because another one fires. Sources are kept by rule and by the values that must be equal, so that a look costs no scan. Not safe for concurrent use.</summary>
/// <param name="rules">The rules.</param>
/// <param name="alertOf">The present alert of labels that were added.</param>
internal sealed class Inhibitor(IReadOnlyList<InhibitRule> rules, Func<LabelSet, PostedAlert?> alertOf)
{
    private readonly InhibitSources[] _sources = rules.Select(rule => new InhibitSources(rule)).ToArray();

    /// <summary>Takes an alert that is known from now on; adding it again changes nothing.</summary>
    public void Add(LabelSet labels)
    {
        foreach (var sources in _sources) sources.Add(labels);
    }

    /// <summary>Forgets an alert.</summary>
    public void Remove(LabelSet labels)
    {
        foreach (var sources in _sources) sources.Remove(labels);
    }

    /// <summary>The alert that holds these labels back at a time, by the first rule that does; null for none.</summary>
    public LabelFingerprint? InhibitedBy(LabelSet labels, DateTimeOffset now)
    {
        foreach (var sources in _sources)
        {
            if (sources.FiringFor(labels, source => alertOf(source) is { } alert && !alert.IsResolvedAt(now)) is { } source) return source;
        }

        return null;
    }

    /// <summary>The same for few sources that all fire, without memory.</summary>
    public static LabelFingerprint? InhibitedBy(IReadOnlyList<InhibitRule> rules, LabelSet labels, IReadOnlyCollection<LabelSet> firing)
    {
        foreach (var rule in rules)
        {
            var sources = new InhibitSources(rule);
            foreach (var source in firing) sources.Add(source);
            if (sources.FiringFor(labels, _ => true) is { } found) return found;
        }

        return null;
    }
}
