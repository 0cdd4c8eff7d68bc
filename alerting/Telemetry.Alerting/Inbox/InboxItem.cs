using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Inbox;

/// <summary>An announced incident and the messages it led to.</summary>
/// <param name="Episode">The incident.</param>
/// <param name="Messages">Messages as they stand now.</param>
internal sealed record InboxItem(Episode Episode, IReadOnlyList<OutboxRow> Messages);
