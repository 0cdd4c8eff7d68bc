using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.TimeIntervals;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Budget;

/// <summary>
/// What can hold back that somebody is told of an incident: a rule of inhibition, the times of its routes, a silence, flapping, the team's budget. What is held is looked at again until it is
/// told or over. Everything it judges by is on the board or in the inbox, so that it has no state of its own.
/// </summary>
internal sealed class IncidentGates(BudgetOptions options, AlertBoard board, IncidentInbox inbox, CurrentPlan plan, TimeProvider time)
{
    /// <summary>What flaps comes and goes; what has stayed so long is told.</summary>
    public static readonly TimeSpan Stays = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FlapWindow = TimeSpan.FromHours(1);

    /// <summary>The decision, or that it is held back and why.</summary>
    /// <param name="decision">What the policy says.</param>
    /// <param name="record">The record that it was made on.</param>
    /// <param name="now">Event time at which it is judged: the record's, or how long it has lasted since.</param>
    public Decision Judge(Decision decision, IncidentRecord record, DateTimeOffset now)
    {
        if (decision.Kind is not (DecisionKind.Paged or DecisionKind.Ticketed or DecisionKind.Worsened)) return decision;
        var labels = AlertLabels.Of(record, decision.Kind == DecisionKind.Ticketed ? AlertLevel.Ticket : AlertLevel.Page);
        if (HoldOf(EpisodeKey.Of(record), LabelSet.Of(labels)) is { } reason) return Hold(reason);
        if (decision.Kind == DecisionKind.Worsened) return decision;
        var face = EpisodeFace.Of(new Episode { Key = EpisodeKey.Of(record), Latest = record });
        if (Flaps(face, now)) return Hold(DecisionReason.Flapping);
        return decision.Kind == DecisionKind.Ticketed && IsOverBudget(TeamOf(labels), record.At) ? Hold(DecisionReason.OverBudget) : decision;
    }

    /// <summary>Who said that an incident is over; null for nobody.</summary>
    public EpisodeSaid? EndedBy(EpisodeKey key) => board.ResolutionOf(key.Value) ?? board.ResolutionOf(key.ForLevel(AlertLevel.Ticket));

    /// <summary>Who asked for a dead letter to be sent again since its last attempt; null for nobody.</summary>
    public EpisodeSaid? ReplayOf(OutboxRow dead) =>
        board.ReplayOf(dead.Id) is { } said && said.At > (dead.Attempts.Count > 0 ? dead.Attempts[^1].At : dead.EnqueuedAt) ? said : null;

    /// <summary>What collapses storms of groups.</summary>
    public StormStage NewStormStage(string externalUrl) => new(options.StormPerMinute, externalUrl);

    /// <summary>What is left of the teams' budgets of a day, for groups of alerts of others.</summary>
    public TeamBudget BudgetAt(DateTimeOffset now) => new(options.MessagesPerDay, team => CountTold(team, now));

    /// <summary>Team whose route an alert takes; empty where none is named.</summary>
    public string TeamOf(IReadOnlyDictionary<string, string> labels) => plan.Plan.Root.Match(labels)[0].Team;

    private static Decision Hold(DecisionReason reason) => new(DecisionKind.Suppressed, reason);

    // In Alertmanager's order.
    private DecisionReason? HoldOf(EpisodeKey key, LabelSet labels) =>
        IsInhibited(key, labels) ? DecisionReason.Inhibited
        : HoldOfRoutes(labels) ?? (board.SilencedBy(labels).Count > 0 ? DecisionReason.Silenced : null);

    // Alerts of others hold an incident back, and so do other incidents that somebody was told of.
    private bool IsInhibited(EpisodeKey key, LabelSet labels)
    {
        if (plan.Plan.InhibitRules.Count == 0) return false;
        return board.InhibitedBy(labels) is not null || Inhibitor.InhibitedBy(plan.Plan.InhibitRules, labels, inbox.OpenIncidentsBut(key)) is not null;
    }

    // It is told once, to all of its routes: while one of them may be told, it is not late for any.
    private DecisionReason? HoldOfRoutes(LabelSet labels)
    {
        var now = time.GetUtcNow();
        var holds = plan.Plan.Root.Match(labels).Select(route => RouteTimes.HoldOf(plan.Plan, route, now)?.Reason).ToArray();
        if (Array.Exists(holds, hold => hold is null)) return null;
        return Array.Exists(holds, hold => hold == HoldReason.Inactive) ? DecisionReason.Inactive : DecisionReason.Muted;
    }

    private bool Flaps(EpisodeFace face, DateTimeOffset now) =>
        options.RepeatsPerHour > 0 && face.Subject.Length > 0 && now - face.Began < Stays
        && inbox.FindSimilar(face, face.Began - FlapWindow).Count(other => !other.IsOpen) >= options.RepeatsPerHour;

    private bool IsOverBudget(string team, DateTimeOffset at) =>
        options.MessagesPerDay > 0 && CountTold(team, at) >= options.MessagesPerDay;

    private int CountTold(string team, DateTimeOffset at) =>
        inbox.CountTold(at.UtcDateTime.Date, face => (face.IsOfOthers ? face.BudgetTeam : TeamOf(LabelsOf(face))) == team);

    private static Dictionary<string, string> LabelsOf(EpisodeFace face) => new(StringComparer.Ordinal)
    {
        ["alertname"] = AlertLabels.AlertName,
        ["cluster"] = face.Where,
        ["component"] = face.Subject.Split(' ', 2)[0],
        ["severity"] = face.Level == AlertLevel.Page ? "critical" : "warning",
    };
}
