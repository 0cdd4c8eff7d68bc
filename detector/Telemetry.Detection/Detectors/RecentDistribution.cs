using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The last fifteen to thirty seconds of a signal, all strata together, and what their references expected of the same mix: where the p99
/// that people read comes from, now and normally. Two panes, so that what is past is gone at once. 32 bytes a bucket.
/// </summary>
internal sealed class RecentDistribution(double[] bounds)
{
    private const long PaneMs = 15_000;
    private const double Quantile = 0.99;
    private const double TypicalQuantile = 0.9;

    private Pane _before = new(bounds.Length + 1);
    private Pane _now = new(bounds.Length + 1);
    private long _paneBeganMs;

    /// <summary>p99 of the panes, the scrape at hand included; NaN when nothing was observed.</summary>
    public double Value => Estimate(_before.Observed, _now.Observed);

    /// <summary>p99 that the references expected; NaN where they cannot say.</summary>
    public double Baseline => Estimate(_before.Expected, _now.Expected);

    /// <summary>p90 of the panes: coarse buckets put it where they end, fine ones where it is.</summary>
    public double Typical => Estimate(_before.Observed, _now.Observed, TypicalQuantile);

    /// <summary>p90 that the references expected; NaN where they cannot say.</summary>
    public double TypicalBaseline => Estimate(_before.Expected, _now.Expected, TypicalQuantile);

    /// <summary>Begins a scrape.</summary>
    public void Begin(long timeMs)
    {
        if (timeMs - _paneBeganMs < PaneMs) return;
        var isContiguous = timeMs - _paneBeganMs < 2 * PaneMs;
        (_before, _now) = (_now, _before);
        if (!isContiguous) _before.Clear();
        _now.Clear();
        _paneBeganMs = timeMs;
    }

    /// <summary>Adds a stratum's interval. Strata with other bounds than the first are left out.</summary>
    public void Add(HistogramStratum stratum)
    {
        if (stratum.Interval.Length != _now.Observed.Length) return;
        for (var i = 0; i < _now.Observed.Length; i++) _now.Observed[i] += stratum.Interval[i];
        if (!stratum.IsMature) return;
        var share = stratum.Count / stratum.ReferenceTotal;
        for (var i = 0; i < _now.Expected.Length; i++) _now.Expected[i] += share * stratum.Reference[i];
    }

    /// <summary>Which buckets of the panes moved against what the references expected.</summary>
    public IReadOnlyList<BucketShift> Describe()
    {
        var buckets = _now.Observed.Length;
        Span<double> expected = new double[buckets];
        Span<double> observed = new double[buckets];
        for (var i = 0; i < buckets; i++)
            (expected[i], observed[i]) = (_before.Expected[i] + _now.Expected[i], _before.Observed[i] + _now.Observed[i]);
        return BucketShifts.Of(bounds, expected, observed);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(bounds);
        _before.Save(writer);
        _now.Save(writer);
        writer.Write(_paneBeganMs);
    }

    public static RecentDistribution Restore(ref SnapshotReader reader)
    {
        var recent = new RecentDistribution(reader.ReadDoubles());
        recent._before.Restore(ref reader);
        recent._now.Restore(ref reader);
        recent._paneBeganMs = reader.ReadLong();
        return recent;
    }

    private double Estimate(double[] before, double[] now, double quantile = Quantile)
    {
        Span<double> counts = stackalloc double[before.Length];
        for (var i = 0; i < counts.Length; i++) counts[i] = before[i] + now[i];
        return BucketQuantile.Estimate(quantile, bounds, counts);
    }

    private sealed class Pane(int buckets)
    {
        public double[] Observed { get; } = new double[buckets];

        public double[] Expected { get; } = new double[buckets];

        public void Clear()
        {
            Array.Clear(Observed);
            Array.Clear(Expected);
        }

        public void Save(SnapshotWriter writer)
        {
            writer.Write(Observed);
            writer.Write(Expected);
        }

        public void Restore(ref SnapshotReader reader)
        {
            reader.ReadInto(Observed);
            reader.ReadInto(Expected);
        }
    }
}
