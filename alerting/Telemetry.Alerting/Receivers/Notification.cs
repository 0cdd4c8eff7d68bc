using Telemetry.Alerting.Episodes;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers;

/// <summary>One thing to tell one receiver.</summary>
internal sealed record Notification
{
    /// <summary>Longest key that every receiver takes (PagerDuty's limit).</summary>
    public const int MaxKeyLength = 255;

    /// <summary>Key by which the receiver joins what belongs together: the same for an alert's trigger and its end.</summary>
    public required string DedupKey { get; init; }

    /// <summary>Id of this message, the same on every attempt to send it.</summary>
    public required string MessageId { get; init; }

    /// <summary>Whether the alert begins or ends.</summary>
    public required NotificationAction Action { get; init; }

    /// <summary>Page or ticket.</summary>
    public required AlertLevel Level { get; init; }

    /// <summary>The record that announced the alert; what identifies it to a receiver comes from here and never changes.</summary>
    public required IncidentRecord Announced { get; init; }

    /// <summary>The record to speak from: the announcing one, a newer one on a refresh, the last one at the end.</summary>
    public required IncidentRecord Current { get; init; }

    /// <summary>Page of the incident in the inbox; null where the outside address is unknown.</summary>
    public Uri? Link { get; init; }
}
