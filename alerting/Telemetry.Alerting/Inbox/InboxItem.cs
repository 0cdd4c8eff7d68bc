using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Inbox;

/// <summary>An episode and the messages it led to.</summary>
/// <param name="Face">What a list shows of it.</param>
/// <param name="Episode">The episode.</param>
/// <param name="Messages">Messages as they stand now.</param>
internal sealed record InboxItem(EpisodeFace Face, Episode Episode, IReadOnlyList<OutboxRow> Messages);
