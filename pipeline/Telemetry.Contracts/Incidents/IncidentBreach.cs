namespace Telemetry.Contracts.Incidents;

/// <summary>A limit that a signal is foretold to cross, as its forecast stood when the record was made.</summary>
/// <param name="AsOf">Event time up to which values were known; the times below count from here.</param>
/// <param name="Limit">The limit, in the signal's unit.</param>
/// <param name="IsPromised">Whether the operators promise it (<c>slo</c>); else it is the catalog's.</param>
/// <param name="Probability">Probability that the value is above it at the horizon of the rule; NaN unknown.</param>
/// <param name="Earliest">Until then it is not to be crossed; null beyond the last horizon.</param>
/// <param name="Expected">When the odds become even; <paramref name="AsOf"/> where it is crossed already, null beyond the last horizon.</param>
/// <param name="Latest">By then it is to be crossed; null beyond the last horizon.</param>
public sealed record IncidentBreach(
    DateTimeOffset AsOf, double Limit, bool IsPromised, double Probability, DateTimeOffset? Earliest, DateTimeOffset? Expected, DateTimeOffset? Latest)
{
    /// <summary>Whether the limit was crossed already.</summary>
    public bool IsCrossed => Expected <= AsOf;
}
