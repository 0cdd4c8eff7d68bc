namespace Telemetry.Detection.Correlation;

/// <summary>What an operator may decide about correlation.</summary>
/// <param name="Budget">False alarms allowed.</param>
/// <param name="LatenessMs">How late a record may be; 0 means two intervals of the slowest target.</param>
public sealed record CorrelatorSettings(EvidenceBudget Budget, long LatenessMs = 0);

/// <summary>What became of a scrape that was offered.</summary>
public enum Acceptance
{
    /// <summary>It takes part.</summary>
    Taken,

    /// <summary>It was seen before.</summary>
    Double,

    /// <summary>It came later than the bound: its tick is decided.</summary>
    Late,
}
