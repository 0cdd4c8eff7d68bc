using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Tests.Detectors;

/// <summary>A latency histogram of a simulated part: buckets 1 ms × 2ⁿ, log-normal latencies, cumulative counts, as etcd exposes them.</summary>
internal sealed class LatencyTrack
{
    public static readonly double[] Bounds = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))];

    private readonly Gaussian _noise;
    private readonly ulong[] _counts = new ulong[Bounds.Length + 1];
    private readonly HistogramSeries _series = new();
    private readonly int _stratum;
    private double _sum;

    public LatencyTrack(int seed, LogNormalPrior? prior = null, double limit = 0.5)
    {
        _noise = new Gaussian(seed);
        Detector = new HistogramDetector(prior ?? new LogNormalPrior(0.002, 0.01), limit);
        _stratum = Detector.AddStratum(Bounds);
    }

    public HistogramDetector Detector { get; private set; }

    public long TimeMs { get; private set; } = 1_000_000;

    public HistogramChange Change { get; private set; }

    public ulong[] Counts => _counts;

    /// <summary>Observes requests and scrapes.</summary>
    public SignalScore Scrape(double requests, double median, Learning learning = Learning.Allowed, double seconds = 5)
    {
        Add(requests, median);
        return ScrapeAsIs(learning, seconds);
    }

    /// <summary>Observes requests that the next scrape shows.</summary>
    public void Add(double requests, double median)
    {
        for (var left = _noise.Poisson(requests); left > 0; left--) Observe(median * Math.Exp(0.6 * _noise.Normal()));
    }

    public SignalScore ScrapeAsIs(Learning learning = Learning.Allowed, double seconds = 5)
    {
        TimeMs += (long)(seconds * 1000);
        Change = _series.Take(Bounds, _counts, _sum, bornAtZero: false, Detector.StratumAt(_stratum));
        var time = new ScrapeTime(TimeMs, seconds);
        var score = Detector.Score(time);
        Detector.Learn(time, learning);
        return score;
    }

    /// <summary>Sixty scrapes of normal life.</summary>
    public void WarmUp(double requests, double median, int scrapes = 60)
    {
        for (var i = 0; i < scrapes; i++) Scrape(requests, median, Learning.Warming);
    }

    public void Observe(double seconds)
    {
        var bucket = Array.FindIndex(Bounds, bound => seconds <= bound);
        _counts[bucket < 0 ? Bounds.Length : bucket]++;
        _sum += seconds;
    }

    /// <summary>The part restarts: its counters begin again.</summary>
    public void Restart()
    {
        Array.Clear(_counts);
        _sum = 0;
    }

    /// <summary>Saves the detector and goes on with a new one restored from it.</summary>
    public byte[] Reload()
    {
        var writer = new SnapshotWriter();
        Detector.Save(writer);
        var bytes = writer.Written.ToArray();
        var restored = new HistogramDetector(new LogNormalPrior(0.002, 0.01), 0.5);
        var reader = new SnapshotReader(bytes);
        restored.Restore(ref reader);
        Assert(reader.AtEnd);
        Detector = restored;
        return bytes;
    }

    private static void Assert(bool holds) => Xunit.Assert.True(holds);
}
