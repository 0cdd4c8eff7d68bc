using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Episodes;

/// <summary>What one commit of the book changed besides the episode itself.</summary>
/// <param name="Added">Messages that were added.</param>
/// <param name="Evicted">An episode that was forgotten to make room.</param>
internal sealed record BookChange(IReadOnlyList<OutboxRow> Added, Episode? Evicted);
