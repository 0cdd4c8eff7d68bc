using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers;

/// <summary>One piece of evidence, printed.</summary>
/// <param name="Signal">Signal id.</param>
/// <param name="Family">Metric family.</param>
/// <param name="Component">Component.</param>
/// <param name="Instance">Instance.</param>
/// <param name="Now">Value now, with its unit.</param>
/// <param name="Normal">What is normal, with its unit.</param>
/// <param name="Deviation">How far apart they are; may be empty.</param>
/// <param name="Score">Evidence, −log10 of the tail probability.</param>
/// <param name="Onset">When its drift began.</param>
internal sealed record SignalLine(
    string Signal, string Family, string Component, string Instance, string Now, string Normal, string Deviation, double Score,
    DateTimeOffset Onset)
{
    /// <summary>Prints a signal.</summary>
    public static SignalLine Of(IncidentSignal signal) => new(
        AlertContent.Name(signal.Signal), AlertContent.Name(signal.Family), AlertContent.Name(signal.Component),
        AlertContent.Name(signal.Instance), Quantity.Format(signal.Value, signal.Unit), Quantity.Format(signal.Baseline, signal.Unit),
        Quantity.Deviation(signal.Value, signal.Baseline), signal.Score, signal.Onset);
}
