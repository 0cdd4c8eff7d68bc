namespace Telemetry.Alerting.Grouping;

/// <summary>Why a group's receiver is told something, or why not. Used as it stands by the audit, the metric and the tests.</summary>
internal enum NoticeReason
{
    /// <summary>The group fires and nobody had been told of it.</summary>
    First = 1,

    /// <summary>Alerts fire that the last message did not name as firing.</summary>
    NewAlerts = 2,

    /// <summary>Alerts are over, of which the receiver was told that they fire, while others still fire.</summary>
    SomeResolved = 3,

    /// <summary>Everything is over of which the receiver was told.</summary>
    Resolved = 4,

    /// <summary>Nothing has changed since the last message, and <c>repeat_interval</c> has passed.</summary>
    Repeated = 5,

    /// <summary>The group came and went repeatedly; this is said once, then nothing until it stays.</summary>
    Flapping = 6,

    /// <summary>Somebody said that the episode is over.</summary>
    ResolvedByHand = 7,

    /// <summary>Nothing is told: the receiver knows all of it.</summary>
    Unchanged = 20,

    /// <summary>Nothing is told: everything that there would be to tell is held back.</summary>
    HeldBack = 21,

    /// <summary>Nothing is told: all that happened began and ended between two looks.</summary>
    NeverAnnounced = 22,
}
