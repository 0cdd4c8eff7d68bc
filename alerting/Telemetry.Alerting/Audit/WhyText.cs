using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;

namespace Telemetry.Alerting.Audit;

/// <summary>The reason of each decision about an episode, and what became of each message: the answer to "why did this page" and "why did it not".</summary>
internal static class WhyText
{
    /// <summary>One line a decision, then one a receiver.</summary>
    public static IEnumerable<string> Of(InboxItem item, EpisodeSurroundings around)
    {
        foreach (var line in OfGroup(item, around.Inhibitors)) yield return line;
        foreach (var entry in item.Incident?.History ?? []) yield return $"{ExplanationText.Moment(entry.At)}: {Word(entry.Decision.Kind)}, because {ReasonText.Of(entry.Decision)}";
        foreach (var held in item.Incident?.Held ?? []) yield return $"Receiver {held.Receiver} is not told yet, because it is {ReasonText.Of(held)}; it is told when the times of its route allow, if it still holds then";
        foreach (var message in item.Messages) yield return Of(message);
        if (item.Face.WasTold && item.Messages.Count == 0) yield return "No message was made: no route leads to a receiver that wants this level. `telemetry alerts routes test` shows the way of its labels.";
        if (around.Acknowledged.Length > 0) yield return $"Acknowledged ({around.Acknowledged}): nobody else is woken for it unless it gets worse";
        foreach (var silence in around.Silences) yield return $"Silenced: {silence}";
    }

    private static IEnumerable<string> OfGroup(InboxItem item, IReadOnlyDictionary<string, string> sources)
    {
        if (item.Untold is { } untold)
        {
            yield return $"{ExplanationText.Moment(untold.At)}: nobody is told: {ReasonText.Of(untold)}";
            foreach (var held in untold.Held) yield return $"{AlertName.Of(held.Labels)} is {ReasonText.Of(held, sources)}";
        }

        if (item.Episode is not GroupEpisode group) yield break;
        yield return $"The routes lead it to receiver {group.ReceiverName}{(group.Team.Length > 0 ? $", of team {group.Team}" : "")}";
        if (group.IsHeldForBudget)
        {
            yield return $"{ExplanationText.Moment(group.OpenedAt)}: nobody was told, because {ReasonText.Of(new Decision(DecisionKind.Suppressed, DecisionReason.OverBudget))}";
            yield break;
        }

        foreach (var entry in group.History)
        {
            yield return $"{ExplanationText.Moment(entry.At)}: {(entry.Action == NotificationAction.Resolve ? "its end was told" : $"told, {entry.Firing} firing")}, because {ReasonText.Of(entry.Reason)}";
            foreach (var held in entry.Held) yield return $"{ExplanationText.Moment(entry.At)}: {AlertName.Of(held.Labels)} was {ReasonText.Of(held, sources)}";
        }
    }

    private static string Of(OutboxRow message)
    {
        var why = message.StandsInFor.Length > 0 ? $"stands in for {message.StandsInFor}, which did not take it" : "named by the routes for its labels";
        return $"{message.Receiver} ({why}): {WordFor(message)} {DeliveryHistory.StateOf(message)}{(message.Detail.Length > 0 ? $", {message.Detail}" : "")}";
    }

    private static string WordFor(OutboxRow message) =>
        $"{(message.Action == NotificationAction.Resolve ? "the end of " : "")}{(message.Level == AlertLevel.Page ? "the page" : "the ticket")}";

    private static string Word(DecisionKind kind) => kind switch
    {
        DecisionKind.Paged => "paged",
        DecisionKind.Worsened => "paged again",
        DecisionKind.ToldLater => "told later",
        DecisionKind.Ticketed => "ticketed",
        DecisionKind.Resolved => "its end was told",
        DecisionKind.Updated => "nobody was disturbed",
        _ => "nobody was told",
    };
}
