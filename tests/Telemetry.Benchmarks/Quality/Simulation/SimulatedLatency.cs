using Telemetry.Detection.Statistics;

namespace Telemetry.Benchmarks.Quality.Simulation;

/// <summary>
/// Cumulative buckets of a log-normal latency, scrape by scrape: Poisson counts under a day cycle of load, a common wandering of all
/// latencies that follows an autoregression, and a change from a given scrape on. Constant memory.
/// </summary>
internal sealed class SimulatedLatency
{
    private const double BurstShare = 0.01;
    private const double BurstFactor = 5;
    private const int HeavyDegrees = 3;
    private const int Batch = 5;
    private const double NormalP99 = 2.3263478740408408;
    private const double DaySeconds = 86_400;

    private readonly LatencySettings _settings;
    private readonly SeededNoise _noise;
    private readonly double[] _bounds = [.. LatencySettings.Bounds];
    private readonly double _rho;
    private double _wander;
    private double _seconds;
    private double _changedSeconds = double.NaN;
    private LatencyChange? _change;

    public SimulatedLatency(LatencySettings settings, int seed)
    {
        _settings = settings;
        _noise = new SeededNoise(seed);
        // The wandering is a process in time: a longer step leaves less of it.
        _rho = settings.Autocorrelation > 0 ? Math.Pow(settings.Autocorrelation, settings.StepSeconds / 10) : 0;
        Counts = new ulong[_bounds.Length + 1];
        _seconds = DaySeconds * _noise.Uniform();
    }

    /// <summary>Upper bounds of the buckets without +Inf.</summary>
    public ReadOnlySpan<double> Bounds => _bounds;

    /// <summary>Counts of the buckets alone, cumulative in time.</summary>
    public ulong[] Counts { get; }

    /// <summary>Sum of all observations, seconds.</summary>
    public double Sum { get; private set; }

    /// <summary>The change begins with the next scrape.</summary>
    public void Begin(LatencyChange change) => (_change, _changedSeconds) = (change, _seconds);

    /// <summary>Moves on by one scrape.</summary>
    public void Step()
    {
        _seconds += _settings.StepSeconds;
        var load = Math.Sin(2 * Math.PI * _seconds / DaySeconds);
        Wander();
        var since = _seconds - _changedSeconds;
        var factor = _change is null ? 1 : _change.FactorAt(since);
        var median = LatencySettings.Median * factor * Math.Exp((LatencySettings.Wander * _wander) + (LatencySettings.LoadCoupling * load));
        Observe(_settings.Rate * (1 + (LatencySettings.DayLoad * load)), median, _change?.SlowShare ?? 0);
    }

    private void Wander()
    {
        var shock = _settings.Noise switch
        {
            LatencyNoise.Independent => 0,
            LatencyNoise.HeavyTailed => _noise.Student(HeavyDegrees),
            LatencyNoise.Skewed => _noise.Exponential() - 1,
            LatencyNoise.Bursts => _noise.Normal() * (_noise.Uniform() < BurstShare ? BurstFactor : 1),
            _ => _noise.Normal(),
        };
        _wander = (_rho * _wander) + (Math.Sqrt(1 - (_rho * _rho)) * shock);
    }

    private void Observe(double rate, double median, double slowShare)
    {
        var law = new LogNormalPrior(median, median * Math.Exp(NormalP99 * LatencySettings.Spread));
        var below = 0.0;
        var batch = _settings.Noise == LatencyNoise.Batches ? Batch : 1;
        for (var i = 0; i < Counts.Length; i++)
        {
            var upTo = i < _bounds.Length ? law.Below(_bounds[i]) : 1;
            Add(i, batch * _noise.Poisson(rate * (1 - slowShare) * (upTo - below) / batch));
            below = upTo;
        }

        if (slowShare > 0) Add(Array.BinarySearch(_bounds, LatencyChange.SlowSeconds), _noise.Poisson(rate * slowShare));
    }

    // What a bucket's observations take together: the middle of the bucket by logarithm, with the scatter of a uniform law around it.
    private void Add(int bucket, long count)
    {
        if (count == 0) return;
        Counts[bucket] += (ulong)count;
        var upper = bucket < _bounds.Length ? _bounds[bucket] : 2 * _bounds[^1];
        var middle = upper / Math.Sqrt(2);
        Sum += Math.Max(count * (upper / 2), (count * middle) + (Math.Sqrt(count) * (upper / 2 / Math.Sqrt(12)) * _noise.Normal()));
    }
}
