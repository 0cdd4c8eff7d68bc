using Telemetry.Benchmarks.Quality.Simulation;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;
using Telemetry.Detection.Statistics;

namespace Telemetry.Benchmarks.Quality.Histograms;

/// <summary>A simulated latency under its detector, as it ships, with the alerts that a budget lets through.</summary>
internal sealed class LatencyWatch
{
    private const int WarmScrapes = 60;

    // What the fleet's latencies of a disk's sync look like; no limit, which would only add evidence.
    private static readonly LogNormalPrior Prior = new(0.002, 0.01);

    private readonly SimulatedLatency _latency;
    private readonly HistogramDetector _detector = new(Prior, double.NaN);
    private readonly HistogramSeries _series = new();
    private readonly AlertGate[] _gates;
    private readonly double _seconds;
    private readonly int _stratum;
    private long _timeMs;
    private int _scrapes;

    /// <param name="settings">The latency.</param>
    /// <param name="seed">Of all its chance.</param>
    /// <param name="budgetsPerDay">False alerts allowed a day, one gate for each.</param>
    public LatencyWatch(LatencySettings settings, int seed, params ReadOnlySpan<double> budgetsPerDay)
    {
        _latency = new SimulatedLatency(settings, seed);
        _stratum = _detector.AddStratum(_latency.Bounds);
        _gates = [.. budgetsPerDay.ToArray().Select(budget => new AlertGate(budget))];
        Alerts = new int[_gates.Length];
        _seconds = settings.StepSeconds;
    }

    /// <summary>Alerts so far, of each budget.</summary>
    public int[] Alerts { get; }

    /// <summary>The change begins with the next scrape.</summary>
    public void Begin(LatencyChange change) => _latency.Begin(change);

    /// <summary>Forgets the alerts so far.</summary>
    public void Forget() => Array.Clear(Alerts);

    /// <summary>Moves on by so many scrapes.</summary>
    public void Run(long scrapes)
    {
        for (; scrapes > 0; scrapes--) Step();
    }

    /// <summary>One scrape.</summary>
    public void Step()
    {
        _latency.Step();
        _timeMs += (long)(_seconds * 1000);
        _series.Take(_latency.Bounds, _latency.Counts, _latency.Sum, bornAtZero: false, _detector.StratumAt(_stratum));
        var time = new ScrapeTime(_timeMs, _seconds);
        var score = _detector.Score(time);
        _detector.Learn(time, ++_scrapes <= WarmScrapes ? Learning.Warming : Learning.Allowed);
        for (var i = 0; i < _gates.Length; i++)
        {
            if (_gates[i].Score(score, time).IsAlert) Alerts[i]++;
            _gates[i].Learn(score, time);
        }
    }
}
