namespace Telemetry.Alerting.Grouping;

/// <summary>One message about a group of alerts, as templates and Alertmanager's webhook payload see it. Immutable.</summary>
internal sealed record NotificationData
{
    /// <summary>Name of the receiver.</summary>
    public required string Receiver { get; init; }

    /// <summary><c>firing</c> while any alert of it does, else <c>resolved</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The alerts, in the order of their labels.</summary>
    public required IReadOnlyList<NotifiedAlert> Alerts { get; init; }

    /// <summary>What the group is grouped by.</summary>
    public required IReadOnlyDictionary<string, string> GroupLabels { get; init; }

    /// <summary>Labels that all alerts have alike.</summary>
    public required IReadOnlyDictionary<string, string> CommonLabels { get; init; }

    /// <summary>Annotations that all alerts have alike.</summary>
    public required IReadOnlyDictionary<string, string> CommonAnnotations { get; init; }

    /// <summary>Where this program is reached from outside; empty where unknown.</summary>
    public required string ExternalUrl { get; init; }

    /// <summary>Key of the group.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Alerts left out because the receiver wants no more.</summary>
    public int TruncatedAlerts { get; init; }
}
