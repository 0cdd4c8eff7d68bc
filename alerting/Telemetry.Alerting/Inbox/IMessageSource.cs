using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Inbox;

/// <summary>Keeps the messages of episodes. Safe for concurrent use.</summary>
internal interface IMessageSource
{
    /// <summary>Messages of an episode as they stand now, oldest first.</summary>
    IReadOnlyList<OutboxRow> RowsOf(EpisodeKey key);

    /// <summary>Messages that were given up.</summary>
    IReadOnlyList<OutboxRow> DeadRows { get; }
}
