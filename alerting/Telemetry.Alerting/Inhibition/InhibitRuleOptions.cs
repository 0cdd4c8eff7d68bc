using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Inhibition;

/// <summary>Which alerts mute which others while they fire, with Alertmanager's keys and meaning.</summary>
public sealed class InhibitRuleOptions : IValidatableObject
{
    /// <summary>All must match the alert that mutes, for example <c>severity="critical"</c>.</summary>
    public List<string> SourceMatchers { get; set; } = [];

    /// <summary>All must match the alert that is muted.</summary>
    public List<string> TargetMatchers { get; set; } = [];

    /// <summary>Labels that must have the same value in both; one that both lack is the same.</summary>
    public List<string> Equal { get; set; } = [];

    /// <summary>Labels and the values they must have in the alert that mutes; the older way to write <c>source_matchers</c>.</summary>
    public Dictionary<string, string> SourceMatch { get; set; } = [];

    /// <summary>Labels and the patterns their values must match in the alert that mutes; the older way to write <c>source_matchers</c>.</summary>
    public Dictionary<string, string> SourceMatchRe { get; set; } = [];

    /// <summary>Labels and the values they must have in the alert that is muted; the older way to write <c>target_matchers</c>.</summary>
    public Dictionary<string, string> TargetMatch { get; set; } = [];

    /// <summary>Labels and the patterns their values must match in the alert that is muted; the older way to write <c>target_matchers</c>.</summary>
    public Dictionary<string, string> TargetMatchRe { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var faults = MatcherList.Faults(SourceMatchers, nameof(SourceMatchers))
            .Concat(MatcherList.Faults(TargetMatchers, nameof(TargetMatchers)))
            .Concat(MatcherList.Faults(SourceMatch, isPattern: false, nameof(SourceMatch)))
            .Concat(MatcherList.Faults(SourceMatchRe, isPattern: true, nameof(SourceMatchRe)))
            .Concat(MatcherList.Faults(TargetMatch, isPattern: false, nameof(TargetMatch)))
            .Concat(MatcherList.Faults(TargetMatchRe, isPattern: true, nameof(TargetMatchRe)));
        foreach (var (property, fault) in faults) yield return new(fault, [property]);
        for (var i = 0; i < Equal.Count; i++)
        {
            if (!LabelName.IsValid(Equal[i])) yield return new($"'{Equal[i]}' is no label name", [$"{nameof(Equal)}[{i}]"]);
        }
    }

    internal InhibitRule Compile() => new(
        MatcherList.Of(SourceMatchers, SourceMatch, SourceMatchRe), MatcherList.Of(TargetMatchers, TargetMatch, TargetMatchRe),
        Equal.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray());
}
