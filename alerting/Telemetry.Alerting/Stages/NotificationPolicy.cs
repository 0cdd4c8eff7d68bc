using Telemetry.Alerting.Episodes;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Stages;

/// <summary>Should somebody be told? One pure function of what is known of the episode and the record that arrived.</summary>
internal static class NotificationPolicy
{
    /// <summary>Decides on one record; <paramref name="episode"/> is null for the first record of an incident.</summary>
    public static Decision Decide(Episode? episode, IncidentRecord record)
    {
        if (episode is not null && record.Sequence <= episode.LastSequence) return new(DecisionKind.Suppressed, DecisionReason.Double);
        if (episode is { IsOpen: false }) return new(DecisionKind.Suppressed, DecisionReason.AfterEnd);
        if (record.Change == IncidentChange.Resolved) return DecideEnd(episode);
        return DecideOpen(episode, record);
    }

    /// <summary>Decides once more on the newest record of an open episode, whose announcement was held back.</summary>
    public static Decision DecideAgain(Episode episode) => DecideOpen(episode, episode.Latest);

    private static Decision DecideOpen(Episode? episode, IncidentRecord record)
    {
        // The storm's page tells of it until it is over; only a page that was a ticket then is more than that.
        if (episode is { IsInStorm: true } && record.Severity <= episode.History[^1].Severity) return new(DecisionKind.Suppressed, DecisionReason.InStorm);
        return record.Severity switch
        {
            Severity.Critical when episode?.PagedSequence is null => new(DecisionKind.Paged, DecisionReason.ReachedCritical),
            Severity.Warning when episode is null or { PagedSequence: null, TicketedSequence: null } =>
                new(DecisionKind.Ticketed, DecisionReason.ReachedWarning),
            Severity.Critical when episode is { PagedSequence: not null } && record.Worsening?.Number > episode.ToldWorsening => new(DecisionKind.Worsened, DecisionReason.GotWorse),
            Severity.Critical or Severity.Warning => new(DecisionKind.Updated, DecisionReason.AlreadyAnnounced),
            _ => new(DecisionKind.Suppressed, DecisionReason.BelowTicket),
        };
    }

    private static Decision DecideEnd(Episode? episode) => episode is { WasAnnounced: true }
        ? new(DecisionKind.Resolved, DecisionReason.Ended)
        : new(DecisionKind.Suppressed, DecisionReason.NeverAnnounced);
}
