using System.Runtime.InteropServices;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>How much one scrape moves what was learned; the same for all statistics of a signal.</summary>
/// <param name="Count">Scrapes learned so far, the prior's included.</param>
/// <param name="Fading">What the time since the last scrape makes the past fade by.</param>
/// <param name="Weight">Share of a whole scrape that this one counts as.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LearningRate(double Count, double Fading, double Weight)
{
    private const double LocationSpeed = 8;

    /// <summary>Weight of a new value: that of a plain average while there are few, later that of the half-life.</summary>
    public double Gain { get; } = Weight * Math.Max(1 / (Count + 1), Fading);

    /// <summary>The same of a location, which follows the day: its half-life is an eighth.</summary>
    public double LocationGain { get; } = Weight * Math.Max(1 / (Count + 1), LocationSpeed * Fading);

    public static LearningRate Of(double count, double seconds, double weight) => new(count, 1 - Forgetting.Kept(seconds), weight);
}
