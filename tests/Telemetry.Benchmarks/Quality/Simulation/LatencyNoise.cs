namespace Telemetry.Benchmarks.Quality.Simulation;

/// <summary>How the latencies of a simulated histogram wander while nothing is wrong.</summary>
internal enum LatencyNoise
{
    /// <summary>All requests slower or faster together, normally distributed.</summary>
    Normal,

    /// <summary>Counts are Poisson and nothing else: no common wandering.</summary>
    Independent,

    /// <summary>As normal, with Student's t of three degrees of freedom.</summary>
    HeavyTailed,

    /// <summary>As normal, with an exponential law: slow times are seldom and long, fast ones frequent and short.</summary>
    Skewed,

    /// <summary>As normal, and five times as far in one scrape of a hundred.</summary>
    Bursts,

    /// <summary>As normal, and requests come in batches of five of one latency: counts vary by √5 more than Poisson's.</summary>
    Batches,
}
