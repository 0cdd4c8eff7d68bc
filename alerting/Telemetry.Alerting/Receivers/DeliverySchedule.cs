namespace Telemetry.Alerting.Receivers;

/// <summary>How long an attempt may take and how failed ones are repeated.</summary>
internal enum DeliverySchedule
{
    /// <summary>Somebody waits: 5 s an attempt, then 1, 2, 4 … 30 s between attempts for a day, with other receivers standing in.</summary>
    Page,

    /// <summary>Nobody waits: 20 s an attempt, then the schedule of Standard Webhooks, days long; never instead of a pager.</summary>
    Archive,
}
