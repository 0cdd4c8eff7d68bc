using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Episodes;

/// <summary>What one commit of the book changed besides the episodes themselves.</summary>
/// <param name="Added">Messages that were added.</param>
/// <param name="Evicted">Episodes that were forgotten to make room.</param>
internal sealed record BookChange(IReadOnlyList<OutboxRow> Added, IReadOnlyList<AlertEpisode> Evicted);
