using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
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
        foreach (var entry in item.Episode.History) yield return $"{ExplanationText.Moment(entry.At)}: {Word(entry.Decision.Kind)}, because {ReasonText.Of(entry.Decision.Reason)}";
        foreach (var message in item.Messages) yield return Of(message);
        if (item.Face.WasTold && item.Messages.Count == 0) yield return "No message was made: no route leads to a receiver that wants this level. `telemetry alerts routes test` shows the way of its labels.";
        if (around.Acknowledged.Length > 0) yield return $"Acknowledged ({around.Acknowledged}): nobody else is woken for it unless it gets worse";
        foreach (var silence in around.Silences) yield return $"Silenced: {silence}";
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
        DecisionKind.Ticketed => "ticketed",
        DecisionKind.Resolved => "its end was told",
        DecisionKind.Updated => "nobody was disturbed",
        _ => "nobody was told",
    };
}
