namespace Telemetry.Detection.Detectors;

/// <summary>What the fleet knows about one statistic before a cluster has shown its own.</summary>
/// <param name="Location">Usual value; NaN where the first observation decides.</param>
/// <param name="Scale">Usual standard deviation.</param>
/// <param name="Floor">Smallest standard deviation that is believed.</param>
/// <param name="IsOfCounts">Whether what all observations have in common weighs more in it the longer they were counted.</param>
public sealed record ChannelPrior(double Location, double Scale, double Floor, bool IsOfCounts = false)
{
    /// <summary>Signed roots of likelihood ratios and standardised sums: unit variance in theory, more by over-dispersion.</summary>
    public static ChannelPrior Counts { get; } = new(0, 1.5, 0.8, IsOfCounts: true);

    /// <summary>Logarithm of a mean against its expectation, times the root of the number of observations.</summary>
    public static ChannelPrior LogMean { get; } = new(0, 1.5, 0.2, IsOfCounts: true);
}
