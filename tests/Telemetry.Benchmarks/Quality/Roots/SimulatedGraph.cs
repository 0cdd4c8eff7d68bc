using Telemetry.Benchmarks.Quality.Simulation;
using Telemetry.Detection.Correlation;

namespace Telemetry.Benchmarks.Quality.Roots;

/// <summary>
/// A control plane of thirteen parts in which one falls ill and the others follow along the graph: each with a gain of its own over its
/// worst dependency, and up to two samples later. Noise is AR(1) with φ = 0.5; the shift is in its standard deviations and rises over four
/// samples.
/// </summary>
internal sealed class SimulatedGraph
{
    /// <summary>Parts that fall ill first.</summary>
    public static readonly string[] Roots = ["disk", "net", "etcd", "webhook", "apiserver", "coredns", "runtime"];

    private const double Phi = 0.5;
    private const int RiseSamples = 4;

    private static readonly (string Caller, string Dependency)[] Edges =
    [
        ("kubelet", "apiserver"), ("scheduler", "apiserver"), ("ctrlmgr", "apiserver"), ("coredns", "apiserver"), ("apiserver", "etcd"),
        ("apiserver", "webhook"), ("etcd", "disk"), ("etcd", "net"), ("coredns", "net"), ("kubelet", "runtime"), ("runtime", "disk"),
        ("app", "coredns"), ("app", "kubelet"),
    ];

    private readonly Dictionary<string, (double Shift, int Lag)> _effects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _noise = new(StringComparer.Ordinal);

    /// <param name="root">Part that falls ill.</param>
    /// <param name="shift">By how much, in standard deviations.</param>
    /// <param name="gain">Range of what a dependency's shift is multiplied with.</param>
    /// <param name="seen">Share of the other parts that are watched at all.</param>
    /// <param name="noise">Randomness.</param>
    public SimulatedGraph(string root, double shift, (double Low, double High) gain, double seen, SeededNoise noise)
    {
        _effects[root] = (shift, 0);
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var part in Parts.Where(part => !_effects.ContainsKey(part)))
            {
                var above = Edges.Where(edge => edge.Caller == part && _effects.ContainsKey(edge.Dependency)).Select(edge => _effects[edge.Dependency]).ToList();
                if (above.Count == 0) continue;
                var worst = above.MaxBy(effect => effect.Shift);
                _effects[part] = (worst.Shift * (gain.Low + ((gain.High - gain.Low) * noise.Uniform())), worst.Lag + (int)(noise.Uniform() * 3));
                grown = true;
            }
        }

        Watched = [.. Parts.Where(part => part == root || noise.Uniform() < seen)];
        foreach (var part in Watched) _noise[part] = noise.Normal();
    }

    /// <summary>Every part.</summary>
    public static IReadOnlyList<string> Parts { get; } = [.. Edges.SelectMany(edge => (string[])[edge.Caller, edge.Dependency]).Distinct()];

    /// <summary>Who stands on whom.</summary>
    public static DependencyGraph Dependencies { get; } = new(
        Parts.ToDictionary(part => part, part => (IReadOnlyDictionary<string, double>)Edges.Where(edge => edge.Caller == part).ToDictionary(edge => edge.Dependency, _ => 0.9)), []);

    /// <summary>Parts that are watched.</summary>
    public IReadOnlyList<string> Watched { get; }

    /// <summary>The next value of a part, in standard deviations.</summary>
    /// <param name="part">The part.</param>
    /// <param name="samples">Samples since the root fell ill; below 0 before.</param>
    /// <param name="noise">Randomness.</param>
    public double Next(string part, int samples, SeededNoise noise)
    {
        _noise[part] = (Phi * _noise[part]) + (Math.Sqrt(1 - (Phi * Phi)) * noise.Normal());
        if (!_effects.TryGetValue(part, out var effect) || samples < effect.Lag) return _noise[part];
        return _noise[part] + (effect.Shift * Math.Min((double)(samples - effect.Lag) / RiseSamples, 1));
    }
}
