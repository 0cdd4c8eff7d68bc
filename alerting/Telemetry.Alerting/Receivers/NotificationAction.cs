namespace Telemetry.Alerting.Receivers;

/// <summary>What a receiver is told.</summary>
internal enum NotificationAction
{
    /// <summary>It has begun.</summary>
    Trigger = 1,

    /// <summary>It is over.</summary>
    Resolve = 2,
}
