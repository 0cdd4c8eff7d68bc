using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Judging;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inbox;

/// <summary>Gathers what is known around an episode.</summary>
internal sealed class InboxReader(IncidentInbox inbox, FeedbackBook feedback, AlertBoard board, IncidentLinks links)
{
    /// <summary>What people said and did, what was before, where to read on.</summary>
    public EpisodeSurroundings Around(InboxItem item)
    {
        var labels = LabelSet.Of(EpisodeLabels.OfSubject(item));
        // By what is known by now: the root may be another one than that which was announced.
        var explained = item.Incident?.Evidence;
        var runbook = explained is null ? null : links.Guides.RunbookOf(explained);
        return new EpisodeSurroundings
        {
            Feedback = item.Record is { } record ? feedback.Find(record.Cluster, record.IncidentId) : null,
            History = HistoryText.Of(item.Face, inbox),
            Runbook = runbook,
            RunbookAddress = runbook is null ? "" : links.PathOf(runbook),
            Owner = explained is null ? "" : links.Guides.OwnerOf(explained),
            Acknowledged = AcknowledgementOf(item) is { } said ? Describe(said) : "",
            Inhibitors = InhibitorsOf(item),
            Silences = [.. board.SilencedBy(labels).Select(board.FindSilence).OfType<Silence>().Select(Describe)],
        };
    }

    private Dictionary<string, string> InhibitorsOf(InboxItem item)
    {
        var held = (item.Untold?.Held ?? []).Concat((item.Episode as GroupEpisode)?.History.SelectMany(entry => entry.Held) ?? []);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var by in held.Where(alert => alert.Reason == HoldReason.Inhibited).Select(alert => alert.By).Distinct(StringComparer.Ordinal))
            if (LabelFingerprint.TryParse(by, out var fingerprint) && board.FindAlert(fingerprint) is { } alert) names[by] = AlertName.Of(alert.Labels);
        return names;
    }

    private EpisodeSaid? AcknowledgementOf(InboxItem item) =>
        board.AcknowledgementOf(item.Face.Key.Value) ?? (item.Episode is GroupEpisode group ? board.AcknowledgementOf(group.GroupKey) : null);

    private static string Describe(EpisodeSaid said) =>
        $"{(said.By.Length > 0 ? said.By : "somebody")} at {ExplanationText.Moment(said.At)}{(said.Note.Length > 0 ? $", {said.Note}" : "")}";

    private static string Describe(Silence silence) => $"by {silence.CreatedBy} until {ExplanationText.Moment(silence.EndsAt)}, {silence.Comment}";
}
