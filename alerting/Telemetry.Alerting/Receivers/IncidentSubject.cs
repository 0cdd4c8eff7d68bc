using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers;

/// <summary>One of our incidents; receivers say it in our own words.</summary>
/// <param name="Announced">The record that announced it; what identifies it to a receiver comes from here and never changes.</param>
/// <param name="Current">The record to speak from: the announcing one, a newer one on a refresh, the last one at the end.</param>
internal sealed record IncidentSubject(IncidentRecord Announced, IncidentRecord Current) : NotificationSubject
{
    /// <summary>What a page says beyond its records: why this receiver, what was before.</summary>
    public PageContext Context { get; init; } = PageContext.None;
}
