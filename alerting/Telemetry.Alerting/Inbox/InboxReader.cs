using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Judging;
using Telemetry.Alerting.Runbooks;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inbox;

/// <summary>Gathers what is known around an episode.</summary>
internal sealed class InboxReader(IncidentInbox inbox, FeedbackBook feedback, AlertBoard board, RuleGuides guides)
{
    /// <summary>What people said and did, what was before, where to read on.</summary>
    public EpisodeSurroundings Around(InboxItem item)
    {
        var labels = LabelSet.Of(EpisodeLabels.OfSubject(item));
        return new EpisodeSurroundings
        {
            Feedback = item.Record is { } record ? feedback.Find(record.Cluster, record.IncidentId) : null,
            History = HistoryText.Of(item.Face, inbox),
            Runbook = item.Record is { } incident ? guides.RunbookOf(incident) : null,
            Owner = item.Record is { } owned ? guides.OwnerOf(owned) : "",
            Acknowledged = AcknowledgementOf(item) is { } said ? Describe(said) : "",
            Silences = [.. board.SilencedBy(labels).Select(board.FindSilence).OfType<Silence>().Select(Describe)],
        };
    }

    private EpisodeSaid? AcknowledgementOf(InboxItem item) =>
        board.AcknowledgementOf(item.Face.Key.Value) ?? (item.Episode is GroupEpisode group ? board.AcknowledgementOf(group.GroupKey) : null);

    private static string Describe(EpisodeSaid said) =>
        $"{(said.By.Length > 0 ? said.By : "somebody")} at {ExplanationText.Moment(said.At)}{(said.Note.Length > 0 ? $", {said.Note}" : "")}";

    private static string Describe(Silence silence) => $"by {silence.CreatedBy} until {ExplanationText.Moment(silence.EndsAt)}, {silence.Comment}";
}
