using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Outbox;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Inbox;

/// <summary>An episode and the messages it led to.</summary>
/// <param name="Face">What a list shows of it.</param>
/// <param name="Episode">The episode; null for a group that nobody has been told of.</param>
/// <param name="Messages">Messages as they stand now.</param>
/// <param name="Untold">Why a group is not told of; null where it is.</param>
internal sealed record InboxItem(EpisodeFace Face, AlertEpisode? Episode, IReadOnlyList<OutboxRow> Messages, UntoldGroup? Untold = null)
{
    /// <summary>The incident, where it is one.</summary>
    public Episode? Incident => Episode as Episode;

    /// <summary>The record that announced the incident, else its newest; null for a group.</summary>
    public IncidentRecord? Record => Incident is { } incident ? incident.Announced ?? incident.Latest : null;
}
