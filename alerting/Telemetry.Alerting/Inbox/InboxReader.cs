using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Judging;
using Telemetry.Alerting.Runbooks;

namespace Telemetry.Alerting.Inbox;

/// <summary>Gathers what is known around an episode.</summary>
internal sealed class InboxReader(IncidentInbox inbox, FeedbackBook feedback)
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
        };
    }
}
