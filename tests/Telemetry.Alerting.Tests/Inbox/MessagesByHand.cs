using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Tests.Inbox;

/// <summary>Messages made by hand.</summary>
internal sealed class MessagesByHand(params OutboxRow[] rows) : IMessageSource
{
    public IReadOnlyList<OutboxRow> DeadRows => [.. rows.Where(row => row.Status == RowStatus.Dead)];

    public IReadOnlyList<OutboxRow> RowsOf(EpisodeKey key) => [.. rows.Where(row => row.Episode == key)];
}
