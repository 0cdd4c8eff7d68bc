using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>An alert that is kept out of messages, and by what.</summary>
/// <param name="Labels">The alert.</param>
/// <param name="Reason">What kind of thing holds it back.</param>
/// <param name="By">Which one: a silence's id, an alert's fingerprint, names of time intervals; empty where the reason says it all.</param>
internal sealed record HeldAlert(LabelSet Labels, HoldReason Reason, string By);
