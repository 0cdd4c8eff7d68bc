using Telemetry.Alerting.Stages;

namespace Telemetry.Alerting.Episodes;

/// <summary>A receiver that has not been told of an incident yet because the times of its route forbid it, though others were.</summary>
/// <param name="Receiver">Name of the receiver.</param>
/// <param name="Decision">Sequence number of the record that it is to be told of.</param>
/// <param name="Level">Page or ticket.</param>
/// <param name="DedupKey">Key under which it will know the alert.</param>
/// <param name="Reason">What kind of time.</param>
/// <param name="By">Names of the time intervals.</param>
internal sealed record HeldReceiver(string Receiver, long Decision, AlertLevel Level, string DedupKey, DecisionReason Reason, string By);
