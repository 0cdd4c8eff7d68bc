using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Backtest.Running;

/// <summary>What alerting would decide on the incidents of a backtest: its own rule, without its book and outbox.</summary>
internal sealed class AlertingRule
{
    private readonly Dictionary<EpisodeKey, Episode> _open = [];

    /// <summary>The events of a record, in order: the incident's own change, then what is decided on it.</summary>
    public IEnumerable<EventKind> Decide(IncidentRecord record)
    {
        var key = EpisodeKey.Of(record);
        var known = _open.GetValueOrDefault(key);
        var decision = NotificationPolicy.Decide(known, record);
        if (record.Change == IncidentChange.Resolved) _open.Remove(key);
        else if (decision.IsNews) _open[key] = Episode.After(known, record, decision);
        yield return record.Change switch
        {
            IncidentChange.Opened => EventKind.Opened,
            IncidentChange.Resolved => EventKind.Resolved,
            _ => EventKind.Updated,
        };
        if (decision.Kind == DecisionKind.Ticketed) yield return EventKind.Ticketed;
        if (decision.Kind == DecisionKind.Paged) yield return EventKind.Paged;
        if (decision.Kind == DecisionKind.Worsened) yield return EventKind.Worsened;
    }
}
