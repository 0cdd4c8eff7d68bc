using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Tests.Inbox;

/// <summary>Messages made by hand.</summary>
internal sealed class MessagesByHand(params OutboxRow[] rows) : IMessageSource
{
    /// <summary>A message that was given up.</summary>
    public static OutboxRow Dead(EpisodeKey episode, string receiver, string detail = "") => new()
    {
        Episode = episode,
        Level = AlertLevel.Page,
        Action = NotificationAction.Trigger,
        Receiver = receiver,
        DedupKey = episode.Value,
        Sequence = 1,
        Decision = 1,
        Subject = RowSubject.Of(Incidents.Opened(Severity.Critical)),
        WaitingSince = Incidents.Began,
        EnqueuedAt = Incidents.Began,
        Status = RowStatus.Dead,
        Detail = detail,
    };

    public IReadOnlyList<OutboxRow> DeadRows => [.. rows.Where(row => row.Status == RowStatus.Dead)];

    public IReadOnlyList<OutboxRow> RowsOf(EpisodeKey key) => [.. rows.Where(row => row.Episode == key)];
}
