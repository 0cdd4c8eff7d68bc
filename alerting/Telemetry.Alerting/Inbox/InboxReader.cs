using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Judging;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Runbooks;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inbox;

/// <summary>Gathers what is known around an episode.</summary>
internal sealed class InboxReader(IncidentInbox inbox, FeedbackBook feedback, AlertBoard board)
{
    /// <summary>What people said and did, what was before, where to read on.</summary>
    public EpisodeSurroundings Around(InboxItem item)
    {
        var record = item.Episode.Announced ?? item.Episode.Latest;
        return new EpisodeSurroundings
        {
            Feedback = feedback.Find(record.Cluster, record.IncidentId),
            History = HistoryText.Of(item.Face, inbox),
            Runbook = RunbookIndex.For(record),
            Acknowledged = board.AcknowledgementOf(item.Face.Key.Value) is { } said ? Describe(said) : "",
            Silences = [.. board.SilencedBy(LabelSet.Of(AlertLabels.Of(record, item.Face.Level))).Select(board.FindSilence).OfType<Silence>().Select(Describe)],
        };
    }

    private static string Describe(EpisodeSaid said) =>
        $"{(said.By.Length > 0 ? said.By : "somebody")} at {ExplanationText.Moment(said.At)}{(said.Note.Length > 0 ? $", {said.Note}" : "")}";

    private static string Describe(Silence silence) => $"by {silence.CreatedBy} until {ExplanationText.Moment(silence.EndsAt)}, {silence.Comment}";
}
