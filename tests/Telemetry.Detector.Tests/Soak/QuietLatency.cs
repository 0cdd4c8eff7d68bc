using Telemetry.Catalog;
using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>Latencies of two children: log-normal, with one in three hundred from a heavy tail.</summary>
internal sealed class QuietLatency : QuietFamily
{
    private const double SlowShare = 1.0 / 300;

    // Standard deviation of the logarithm of what a new version's latency is of the old one's.
    private const double DeployChange = 0.05;

    private const double MedianStep = 0.005;

    private static readonly double[] Bounds = [.. Enumerable.Range(0, 18).Select(i => 0.00025 * Math.Pow(2, i))];

    private readonly PointAttributes[] _children;
    private readonly ulong[][] _counts;
    private readonly double[] _sums;
    private readonly double[] _medians;
    private readonly double[] _rates;
    private readonly Wander[] _wanders;
    private readonly double _spread;
    private readonly Dictionary<int, double[]> _shares = [];

    public QuietLatency(SignalDefinition signal, Noise noise)
        : base(signal)
    {
        var children = HasChildren ? 2 : 1;
        _children = [.. Enumerable.Range(0, children).Select(i => Labels(PointShape.Histogram, i, $"child-{i}", []))];
        _counts = [.. _children.Select(_ => new ulong[Bounds.Length + 1])];
        _sums = new double[children];
        // Each cluster's normal is its own, and some are observed a hundred times as often as others.
        _medians = [.. _children.Select(_ => signal.Normal[0] * noise.Factor(0.5))];
        _rates = [.. _children.Select(_ => 0.2 * Math.Pow(100, noise.Uniform()))];
        _wanders = [.. _children.Select(_ => new Wander(noise, 0.9, 0.04))];
        _spread = Math.Min(Math.Log(signal.Normal[1] / signal.Normal[0]) / 2.33, 1.2);
    }

    public override void Advance(in QuietInterval interval, Noise noise)
    {
        for (var child = 0; child < _children.Length; child++)
        {
            var requests = _rates[child] * interval.Load * interval.Seconds;
            var median = _medians[child] * interval.Slowness * _wanders[child].Next();
            Observe(child, requests * (1 - interval.StalledShare), SharesAt(median), noise);
            if (interval.Stalls > 0) Observe(child, requests * interval.StalledShare, SharesAt(median * QuietInterval.StallSlowness), noise);
        }
    }

    public override void Restart()
    {
        foreach (var counts in _counts) Array.Clear(counts);
        Array.Clear(_sums);
    }

    public override void Deploy(int version, Noise noise)
    {
        Restart();
        for (var child = 0; child < _medians.Length; child++) _medians[child] *= noise.Factor(DeployChange);
        // Young series: the last of several children is another one from now on.
        if (_children.Length > 1) _children[^1] = Labels(PointShape.Histogram, _children.Length - 1, $"child-{_children.Length - 1}-of-{version}", []);
    }

    public override void Write(MetricsRecordWriter writer)
    {
        writer.BeginHistogram(Name);
        for (var child = 0; child < _children.Length; child++) writer.AddHistogram(_children[child], Bounds, _counts[child], _sums[child]);
    }

    private void Observe(int child, double requests, double[] shares, Noise noise)
    {
        for (var i = 0; i < shares.Length; i++)
        {
            var count = noise.Poisson(requests * shares[i]);
            _counts[child][i] += count;
            _sums[child] += count * 0.75 * Bounds[Math.Min(i, Bounds.Length - 1)];
        }
    }

    // The law is worked out once for every half percent that the median may have: a month asks for it millions of times.
    private double[] SharesAt(double median)
    {
        var step = (int)Math.Round(Math.Log(median) / MedianStep);
        if (_shares.TryGetValue(step, out var known)) return known;
        var rounded = Math.Exp(step * MedianStep);
        var usual = new LogNormalPrior(rounded, rounded * Math.Exp(2.33 * _spread));
        var slow = new LogNormalPrior(rounded * 8, rounded * 200);
        return _shares[step] = [.. Enumerable.Range(0, Bounds.Length + 1).Select(i => ((1 - SlowShare) * ShareOf(usual, i)) + (SlowShare * ShareOf(slow, i)))];
    }

    private static double ShareOf(LogNormalPrior law, int bucket) =>
        (bucket < Bounds.Length ? law.Below(Bounds[bucket]) : 1) - (bucket > 0 ? law.Below(Bounds[bucket - 1]) : 0);
}
