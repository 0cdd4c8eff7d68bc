using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Inhibition;

/// <summary>
/// Mutes target alerts while a source alert with the same values of the <paramref name="Equal"/> labels fires. A label that both lack is equal.
/// An alert that is source and target of one rule is not muted by alerts that are both, itself included.
/// </summary>
/// <param name="SourceMatchers">All must match the alert that mutes; empty matches everything.</param>
/// <param name="TargetMatchers">All must match the alert that is muted; empty matches everything.</param>
/// <param name="Equal">Labels that must have the same value in both, sorted.</param>
internal sealed record InhibitRule(IReadOnlyList<LabelMatcher> SourceMatchers, IReadOnlyList<LabelMatcher> TargetMatchers, IReadOnlyList<string> Equal);
