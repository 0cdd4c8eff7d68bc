namespace Telemetry.Detection.Correlation;

/// <summary>A signal that is materially and improbably worse than normal at a tick.</summary>
/// <param name="Traits">What it is.</param>
/// <param name="Finding">What its last scrape said.</param>
/// <param name="Instance">Target that it was seen on.</param>
/// <param name="Observer">Component of that target; differs from the finding's where a caller measures.</param>
/// <param name="Evidence">Evidence, corrected for the number of instances and capped.</param>
public sealed record UnusualSignal(SignalTraits Traits, SignalFinding Finding, string Instance, string Observer, double Evidence)
{
    /// <summary>What feedback has made of its budget of false alarms: 1/4 to 4 times.</summary>
    public double BudgetFactor { get; init; } = 1;
}
