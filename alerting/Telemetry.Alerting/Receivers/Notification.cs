using Telemetry.Alerting.Episodes;

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

    /// <summary>What it speaks of.</summary>
    public required NotificationSubject Subject { get; init; }

    /// <summary>Which message of its key at this receiver this is, from 1 on: a receiver that knows threads hangs later ones under the first.</summary>
    public long Sequence { get; init; } = 1;

    /// <summary>What the receiver gave back for an earlier message or attempt of this lane, to be given to it again; empty for nothing.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>Page of the incident in the inbox; null where the outside address is unknown.</summary>
    public Uri? Link { get; init; }

    /// <summary>What else to read: runbook, dashboard, feedback.</summary>
    public IReadOnlyList<NotificationLink> Links { get; init; } = [];

    /// <summary>Pictures of what happened.</summary>
    public IReadOnlyList<NotificationImage> Images { get; init; } = [];
}
