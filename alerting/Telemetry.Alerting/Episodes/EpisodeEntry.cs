using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Episodes;

/// <summary>One line of an episode's history.</summary>
/// <param name="Sequence">The incident record's sequence number.</param>
/// <param name="At">Event time of the record.</param>
/// <param name="Change">What the record reported.</param>
/// <param name="Decision">What alerting did about it.</param>
/// <param name="Severity">Severity then.</param>
/// <param name="Summary">The record's summary.</param>
internal sealed record EpisodeEntry(
    long Sequence, DateTimeOffset At, IncidentChange Change, Decision Decision, Severity Severity, string Summary);
