using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>
/// Something to tell a receiver about a group. Once handed out it counts as told: whoever takes it delivers it, whatever happens.
/// <see cref="GroupKey"/>, <see cref="OpenedAt"/>, <see cref="Sequence"/> and <see cref="SendsResolved"/> are its identity.
/// </summary>
internal sealed record GroupNotice
{
    /// <summary>Stable key of the group, under which receivers know it. It comes back when the group fires again after its end.</summary>
    public required string GroupKey { get; init; }

    /// <summary>When the episode was first told of, from the first trigger to the end; tells the episodes of one key apart, and grows.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>1, 2 … within the episode.</summary>
    public required long Sequence { get; init; }

    /// <summary>Name of the receiver; of its integrations those whose <c>send_resolved</c> is <see cref="SendsResolved"/>.</summary>
    public required string ReceiverName { get; init; }

    /// <summary>
    /// Which of the receiver's integrations are meant: those that are told of ends, or those that are not. They know different things
    /// of the group and so are told at different times; the latter never get <see cref="NotificationAction.Resolve"/>.
    /// </summary>
    public required bool SendsResolved { get; init; }

    /// <summary>Whether it has begun or goes on, or is over.</summary>
    public required NotificationAction Action { get; init; }

    /// <summary>Why it is sent.</summary>
    public required NoticeReason Reason { get; init; }

    /// <summary>What is said.</summary>
    public required NotificationData Data { get; init; }

    /// <summary>Alerts of the group that are kept out of the message.</summary>
    public IReadOnlyList<HeldAlert> Held { get; init; } = [];

    /// <summary>Values of the labels that make the group.</summary>
    public required LabelSet GroupLabels { get; init; }

    /// <summary>Team that owns the route; empty where none was named.</summary>
    public string Team { get; init; } = "";

    /// <summary>Whether any of its alerts has the severity <c>critical</c>.</summary>
    public bool IsCritical => Data.Alerts.Any(alert => alert.Labels.TryGetValue("severity", out var severity) && severity == "critical");

    /// <summary>Stages of our own that the route asks for.</summary>
    public GroupStages Stages { get; init; }
}
