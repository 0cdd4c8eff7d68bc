using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Events;

/// <summary>Decisions of alerting as events.</summary>
internal static class DecidedEvents
{
    /// <summary>
    /// What a decided record reports, in order: the incident's own change, then what alerting decided on it. A record that is shown again
    /// after a crash reports what was decided at first: the reader drops doubles, nothing goes missing.
    /// </summary>
    public static IEnumerable<EventKind> Of(DecidedRecord decided)
    {
        yield return OfChange(decided.Record.Change);
        if (decided.Original == DecisionKind.Ticketed) yield return EventKind.Ticketed;
        if (decided.Original == DecisionKind.Paged) yield return EventKind.Paged;
        if (decided.Original == DecisionKind.Worsened) yield return EventKind.Worsened;
    }

    private static EventKind OfChange(IncidentChange change) => change switch
    {
        IncidentChange.Opened => EventKind.Opened,
        IncidentChange.Resolved => EventKind.Resolved,
        _ => EventKind.Updated,
    };
}
