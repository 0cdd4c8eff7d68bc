namespace Telemetry.Benchmarks.Quality.Simulation;

/// <summary>What goes wrong with a simulated latency, and from when on.</summary>
/// <param name="Factor">Every latency times this.</param>
/// <param name="SlowShare">Share of the requests that takes <see cref="SlowSeconds"/> instead.</param>
/// <param name="RampSeconds">Time over which the factor grows from 1 to its end; 0 for a step.</param>
internal sealed record LatencyChange(double Factor, double SlowShare = 0, double RampSeconds = 0)
{
    /// <summary>What a slow request takes.</summary>
    public const double SlowSeconds = 0.064;

    /// <summary>The changes of the table, with their names.</summary>
    public static IReadOnlyList<(string Name, LatencyChange Change)> All { get; } =
    [
        ("x2", new LatencyChange(2)),
        ("+25 %", new LatencyChange(1.25)),
        ("5 % slow tail", new LatencyChange(1, SlowShare: 0.05)),
        ("ramp +50 % in 30 min", new LatencyChange(1.5, RampSeconds: 1800)),
    ];

    /// <summary>The factor so many seconds after the beginning.</summary>
    public double FactorAt(double seconds) => RampSeconds > 0 ? 1 + ((Factor - 1) * Math.Min(seconds / RampSeconds, 1)) : Factor;
}
