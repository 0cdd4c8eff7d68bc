using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>Who goes first where a receiver's limit makes them wait.</summary>
internal enum SendPriority
{
    Page = 0,
    End = 1,
    Ticket = 2,
    Refresh = 3,
}

internal static class SendPriorities
{
    /// <summary>Priority of a row.</summary>
    public static SendPriority Of(OutboxRow row) => (row.Action, row.Level) switch
    {
        (NotificationAction.Resolve, _) => SendPriority.End,
        (_, AlertLevel.Page) => SendPriority.Page,
        _ => SendPriority.Ticket,
    };
}
