using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Inhibition;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Stages;

/// <summary>What operators and other alerts hold an incident back by: rules of inhibition, the times of its routes, silences. In Alertmanager's order, and by name.</summary>
internal sealed class IncidentHolds(AlertBoard board, IncidentInbox inbox, CurrentPlan plan, TimeProvider time)
{
    /// <summary>What holds an incident back from everybody; null while anybody may be told.</summary>
    public Decision? HoldOf(EpisodeKey key, LabelSet labels, out RouteVoices voices)
    {
        voices = RouteVoices.Of(plan.Plan, labels, time.GetUtcNow());
        return InhibitionOf(key, labels) ?? voices.Hold ?? SilenceOf(labels);
    }

    // Alerts of others hold an incident back, and so do other incidents that somebody was told of.
    private Decision? InhibitionOf(EpisodeKey key, LabelSet labels)
    {
        if (plan.Plan.InhibitRules.Count == 0) return null;
        if (board.InhibitedBy(labels) is { } alert) return Hold(DecisionReason.Inhibited, $"the alert {alert["alertname"]} ({alert.Fingerprint})");
        var others = inbox.OpenIncidentsBut(key);
        return Inhibitor.InhibitedBy(plan.Plan.InhibitRules, labels, others) is { } source
            ? Hold(DecisionReason.Inhibited, $"the incident {others.First(other => other.Fingerprint == source)["incident"]}")
            : null;
    }

    private Decision? SilenceOf(LabelSet labels) =>
        board.SilencedBy(labels) is { Count: > 0 } silences ? Hold(DecisionReason.Silenced, string.Join(", ", silences)) : null;

    private static Decision Hold(DecisionReason reason, string by) => new(DecisionKind.Suppressed, reason) { By = by };
}
