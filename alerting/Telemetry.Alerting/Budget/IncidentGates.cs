using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Budget;

/// <summary>
/// What can hold back that somebody is told of an incident: a rule of inhibition, the times of its routes, a silence, flapping, a storm, the team's budget. What is held is looked at again until it is
/// told or over. Everything it judges by is on the board or in the inbox, so that it has no state of its own.
/// </summary>
internal sealed class IncidentGates(BudgetOptions options, AlertBoard board, IncidentInbox inbox, CurrentPlan plan, TimeProvider time)
{
    /// <summary>What flaps comes and goes; what has stayed so long is told.</summary>
    public static readonly TimeSpan Stays = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FlapWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan StormWindow = TimeSpan.FromMinutes(1);

    private readonly IncidentHolds _holds = new(board, inbox, plan, time);

    /// <summary>The decision, or that it is held back and why, from all or from some.</summary>
    /// <param name="decision">What the policy says.</param>
    /// <param name="record">The record that it was made on.</param>
    /// <param name="now">Event time at which it is judged: the record's, or how long it has lasted since.</param>
    public Verdict Judge(Decision decision, IncidentRecord record, DateTimeOffset now)
    {
        if (decision.Kind is not (DecisionKind.Paged or DecisionKind.Ticketed or DecisionKind.Worsened)) return new(decision, []);
        var level = decision.Kind == DecisionKind.Ticketed ? AlertLevel.Ticket : AlertLevel.Page;
        var labels = AlertLabels.Of(record, level);
        if (_holds.HoldOf(EpisodeKey.Of(record), LabelSet.Of(labels), out var voices) is { } hold) return new(hold, []);
        if (decision.Kind != DecisionKind.Worsened)
        {
            var face = EpisodeFace.Of(new Episode { Key = EpisodeKey.Of(record), Latest = record });
            if (Flaps(face, now)) return Hold(DecisionReason.Flapping);
            if (IsStorm(TeamOf(labels), record.At)) return Hold(DecisionReason.InStorm);
            if (decision.Kind == DecisionKind.Ticketed && IsOverBudget(TeamOf(labels), record.At)) return Hold(DecisionReason.OverBudget);
        }

        return new(decision, HeldBy(voices, decision, record, level));
    }

    /// <summary>Receivers that have waited for the times of their routes and need not any more; none while anything else holds the incident back.</summary>
    public IReadOnlyList<HeldReceiver> ReleasedOf(Episode episode)
    {
        if (episode.Told is not { } told) return [];
        return [.. episode.Held.Where(held =>
            _holds.HoldOf(episode.Key, LabelSet.Of(AlertLabels.Of(told, held.Level)), out var voices) is null
            && voices.Silent.All(silent => silent.Receiver != held.Receiver))];
    }

    /// <summary>Who said that an incident is over; null for nobody.</summary>
    public EpisodeSaid? EndedBy(Episode episode) => board.ResolutionOf(episode.Key.Value) ?? board.ResolutionOf(episode.Key.ForLevel(AlertLevel.Ticket))
        ?? (episode.Worst is { } worst ? board.ResolutionOf(episode.Key.ForDecision(DecisionKind.Worsened, worst)) : null);

    /// <summary>Who asked for a dead letter to be sent again since its last attempt; null for nobody.</summary>
    public EpisodeSaid? ReplayOf(OutboxRow dead) =>
        board.ReplayOf(dead.Id) is { } said && said.At > (dead.Attempts.Count > 0 ? dead.Attempts[^1].At : dead.EnqueuedAt) ? said : null;

    /// <summary>What collapses storms of groups.</summary>
    public StormStage NewStormStage(string externalUrl) => new(options.StormPerMinute, externalUrl);

    /// <summary>What is left of the teams' budgets of a day, for groups of alerts of others.</summary>
    public TeamBudget BudgetAt(DateTimeOffset now) => new(options.MessagesPerDay, team => CountTold(team, now));

    /// <summary>Team whose route an alert takes; empty where none is named.</summary>
    public string TeamOf(IReadOnlyDictionary<string, string> labels) => plan.Plan.Root.Match(labels)[0].Team;

    private static Verdict Hold(DecisionReason reason) => new(new(DecisionKind.Suppressed, reason), []);

    private static HeldReceiver[] HeldBy(RouteVoices voices, Decision decision, IncidentRecord record, AlertLevel level)
    {
        var key = EpisodeKey.Of(record).ForDecision(decision.Kind, record);
        return [.. voices.Silent.Select(silent => new HeldReceiver(silent.Receiver, record.Sequence, level, key, silent.Reason, silent.By))];
    }

    private bool Flaps(EpisodeFace face, DateTimeOffset now) =>
        options.RepeatsPerHour > 0 && face.Subject.Length > 0 && now - face.Began < Stays
        && inbox.FindSimilar(face, face.Began - FlapWindow).Count(other => !other.IsOpen) >= options.RepeatsPerHour;

    private bool IsStorm(string team, DateTimeOffset at) => options.StormPerMinute > 0
        && inbox.CountTold(at - StormWindow, at + StormWindow, face => !face.IsOfOthers && TeamOf(LabelsOf(face)) == team) >= options.StormPerMinute;

    private bool IsOverBudget(string team, DateTimeOffset at) =>
        options.MessagesPerDay > 0 && CountTold(team, at) >= options.MessagesPerDay;

    private int CountTold(string team, DateTimeOffset at) =>
        inbox.CountTold(DayOf(at), DayOf(at).AddDays(1), face => (face.IsOfOthers ? face.BudgetTeam : TeamOf(LabelsOf(face))) == team);

    private static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static Dictionary<string, string> LabelsOf(EpisodeFace face) => new(StringComparer.Ordinal)
    {
        ["alertname"] = AlertLabels.AlertName,
        ["cluster"] = face.Where,
        ["component"] = face.Subject.Split(' ', 2)[0],
        ["severity"] = face.Level == AlertLevel.Page ? "critical" : "warning",
    };
}
