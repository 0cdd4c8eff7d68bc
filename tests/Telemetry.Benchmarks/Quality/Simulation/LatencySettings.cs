namespace Telemetry.Benchmarks.Quality.Simulation;

/// <summary>A simulated latency in good health.</summary>
/// <param name="Rate">Mean observations a scrape.</param>
/// <param name="Noise">How it wanders.</param>
/// <param name="Autocorrelation">Of the wandering, from one ten seconds to the next.</param>
/// <param name="StepSeconds">Scrape interval.</param>
internal sealed record LatencySettings(double Rate, LatencyNoise Noise = LatencyNoise.Normal, double Autocorrelation = 0.9, double StepSeconds = 10)
{
    /// <summary>Median latency, seconds.</summary>
    public const double Median = 0.002;

    /// <summary>Standard deviation of the logarithm of one latency.</summary>
    public const double Spread = 0.6;

    /// <summary>Standard deviation of the common wandering of the logarithm.</summary>
    public const double Wander = 0.04;

    /// <summary>Day cycle of the load: ± this share.</summary>
    public const double DayLoad = 0.4;

    /// <summary>What the full swing of the load does to the latency.</summary>
    public const double LoadCoupling = 0.05;

    /// <summary>Upper bounds of the buckets: etcd's, 1 ms × 2ⁿ, fourteen and +Inf.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))];
}
