using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Backtest.Judging;

/// <summary>One event line, as far as it is judged.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="AtMs">When, Unix milliseconds.</param>
/// <param name="Record">The incident's record.</param>
internal sealed record IncidentEvent(EventKind Kind, long AtMs, IncidentRecord Record)
{
    /// <summary>The event of a record, at the time that its line says.</summary>
    public static IncidentEvent Of(EventKind kind, IncidentRecord record) => new(kind, EventLine.TimeOf(kind, record).ToUnixTimeMilliseconds(), record);
}
