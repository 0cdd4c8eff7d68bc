using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Episodes;

/// <summary>An episode's next version and what is to be sent because of it.</summary>
/// <param name="Next">The next version.</param>
/// <param name="Plan">Gives the messages to add, from those that the episode has.</param>
internal sealed record EpisodeWrite(AlertEpisode Next, Func<IReadOnlyList<OutboxRow>, IReadOnlyList<OutboxRow>> Plan);
