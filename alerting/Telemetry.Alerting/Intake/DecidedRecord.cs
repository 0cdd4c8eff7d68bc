using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Intake;

/// <summary>An incident record and what alerting decided on it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Decision">The decision; for a double, that it was suppressed as one.</param>
/// <param name="Original">
/// What was decided when the record was first seen; differs from <paramref name="Decision"/> for a double only. An observer that
/// reports each decision at least once uses this one: after a crash the records since the last checkpoint are shown again.
/// </param>
public sealed record DecidedRecord(IncidentRecord Record, Decision Decision, DecisionKind Original)
{
    /// <summary>Whether this sequence number of the incident was decided before.</summary>
    public bool IsDouble => Decision.Reason == DecisionReason.Double;
}
