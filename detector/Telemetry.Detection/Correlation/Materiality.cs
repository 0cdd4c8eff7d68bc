namespace Telemetry.Detection.Correlation;

/// <summary>
/// Whether a change is large enough for anyone to care. Evidence says that it is no chance; a certain but tiny change wakes nobody.
/// No limit decides alone: it only gives the scale.
/// </summary>
public static class Materiality
{
    private const double LatencyRatio = 1.5;
    private const double LatencyShareOfLimit = 0.01;
    private const double RatioOfLimit = 0.5;
    private const double RatioGrowth = 2;
    private const double RateGrowth = 3;
    private const double LevelGrowth = 1.5;
    private const double NearlyFull = 0.9;

    // Without a limit a rate counts from three events a minute on.
    private const double MinRate = 0.05;

    /// <summary>Whether the finding's value is materially worse than its baseline.</summary>
    public static bool Holds(SignalTraits traits, SignalFinding finding)
    {
        var value = finding.Value;
        var baseline = double.IsNaN(finding.Baseline) ? 0 : finding.Baseline;
        var limit = traits.Limit;
        return traits.Shape switch
        {
            SignalShape.Latency => IsSlower(value, baseline, limit) || IsSlower(finding.Typical, finding.TypicalBaseline, limit),
            SignalShape.Ratio => value >= RatioGrowth * baseline && !(value < RatioOfLimit * limit),
            SignalShape.Rate when traits.IsContext => value >= LevelGrowth * baseline,
            SignalShape.Rate => value >= RateGrowth * baseline && value >= (double.IsNaN(limit) ? MinRate : limit),
            SignalShape.Saturation => value >= NearlyFull * limit,
            SignalShape.Gauge => value >= LevelGrowth * baseline,
            SignalShape.Availability => value <= 0,
            SignalShape.State => finding.Evidence > 0,
            _ => false,
        };
    }

    private static bool IsSlower(double value, double baseline, double limit) =>
        value >= LatencyRatio * baseline && !(value - baseline < LatencyShareOfLimit * limit);
}
