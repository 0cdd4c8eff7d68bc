namespace Telemetry.Alerting.Episodes;

/// <summary>How loudly somebody is told.</summary>
public enum AlertLevel
{
    /// <summary>Work for the day.</summary>
    Ticket = 1,

    /// <summary>Somebody is woken.</summary>
    Page = 2,
}
