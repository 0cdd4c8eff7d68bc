using System.Globalization;
using System.Text;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inhibition;

/// <summary>The known alerts that one rule takes for sources, by the values of the labels that must be equal.</summary>
internal sealed class InhibitSources(InhibitRule rule)
{
    private readonly Dictionary<string, SortedDictionary<LabelFingerprint, LabelSet>> _byValues = new(StringComparer.Ordinal);

    /// <summary>Takes an alert, if it is a source.</summary>
    public void Add(LabelSet labels)
    {
        if (!Matches(rule.SourceMatchers, labels)) return;
        var values = ValuesOf(labels);
        if (!_byValues.TryGetValue(values, out var sources)) _byValues.Add(values, sources = []);
        sources[labels.Fingerprint] = labels;
    }

    /// <summary>Forgets an alert.</summary>
    public void Remove(LabelSet labels)
    {
        if (!Matches(rule.SourceMatchers, labels)) return;
        var values = ValuesOf(labels);
        if (!_byValues.TryGetValue(values, out var sources)) return;
        sources.Remove(labels.Fingerprint);
        if (sources.Count == 0) _byValues.Remove(values);
    }

    /// <summary>The source, firing by the given test, that holds these labels back; null where none does or they are no target.</summary>
    public LabelFingerprint? FiringFor(LabelSet labels, Func<LabelSet, bool> fires)
    {
        if (_byValues.Count == 0 || !Matches(rule.TargetMatchers, labels)) return null;
        if (!_byValues.TryGetValue(ValuesOf(labels), out var sources)) return null;

        // Two alerts that are both source and target would hold each other back for ever.
        var isBoth = Matches(rule.SourceMatchers, labels);
        foreach (var (fingerprint, source) in sources)
        {
            if (isBoth && Matches(rule.TargetMatchers, source)) continue;
            if (fires(source)) return fingerprint;
        }

        return null;
    }

    private string ValuesOf(LabelSet labels)
    {
        if (rule.Equal.Count == 0) return "";
        var values = new StringBuilder();
        foreach (var name in rule.Equal)
        {
            var value = labels[name];
            values.Append(CultureInfo.InvariantCulture, $"{value.Length}:").Append(value);
        }

        return values.ToString();
    }

    private static bool Matches(IReadOnlyList<LabelMatcher> matchers, LabelSet labels)
    {
        foreach (var matcher in matchers)
        {
            if (!matcher.IsMatch(labels[matcher.Label])) return false;
        }

        return true;
    }
}
