using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// The last fifteen to thirty seconds of a signal, all strata together, and what their references expected of the same mix: where the p99
/// that people read comes from, now and normally. Two panes, so that what is past is gone at once. Eight bytes a bucket.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct RecentDistribution
{
    /// <summary>What people read of a latency.</summary>
    public const double Far = 0.99;

    /// <summary>What most see of it: coarse buckets put it where they end, fine ones where it is.</summary>
    public const double Typical = 0.9;

    private const long PaneMs = 15_000;

    // Beyond so many buckets sums are not made on the stack.
    private const int MostOnStack = 512;

    // The pane before, then the present one; none until the first scrape.
    private float[] _observed = [];
    private long _paneBeganMs;

    public RecentDistribution()
    {
    }

    private readonly int Buckets => _observed.Length / 2;

    /// <summary>Takes in the interval of all strata; those with other bounds than the first are left out.</summary>
    /// <param name="timeMs">Event time of the scrape.</param>
    /// <param name="strata">The strata.</param>
    public void Add(long timeMs, ReadOnlySpan<HistogramStratum> strata)
    {
        if (strata.IsEmpty) return;
        if (Buckets == 0) _observed = new float[2 * (strata[0].Bounds.Length + 1)];
        if (timeMs - _paneBeganMs >= PaneMs) BeginPane(timeMs, strata);
        var now = _observed.AsSpan(Buckets);
        foreach (var stratum in strata)
        {
            var interval = stratum.Interval;
            if (interval.Length != Buckets) continue;
            for (var i = 0; i < now.Length; i++) now[i] += interval[i];
            stratum.Expect();
        }
    }

    /// <summary>A quantile of the panes, the scrape at hand included; NaN when nothing was observed.</summary>
    public readonly double Value(double quantile, ReadOnlySpan<HistogramStratum> strata)
    {
        if (Buckets == 0) return double.NaN;
        Span<double> observed = Buckets <= MostOnStack ? stackalloc double[Buckets] : new double[Buckets];
        AddPanes(observed);
        return BucketQuantile.Estimate(quantile, strata[0].Bounds, observed);
    }

    /// <summary>The same quantile as the references expect it; NaN where they cannot say.</summary>
    public readonly double Baseline(double quantile, ReadOnlySpan<HistogramStratum> strata)
    {
        if (Buckets == 0) return double.NaN;
        Span<double> expected = Buckets <= MostOnStack ? stackalloc double[Buckets] : new double[Buckets];
        expected.Clear();
        AddExpected(expected, strata);
        return BucketQuantile.Estimate(quantile, strata[0].Bounds, expected);
    }

    /// <summary>Which buckets of the panes moved against what the references expect.</summary>
    public readonly IReadOnlyList<BucketShift> Describe(ReadOnlySpan<HistogramStratum> strata)
    {
        if (Buckets == 0) return [];
        var (expected, observed) = (new double[Buckets], new double[Buckets]);
        AddPanes(observed);
        AddExpected(expected, strata);
        return BucketShifts.Of(strata[0].Bounds, expected, observed);
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write((ReadOnlySpan<float>)_observed);
        writer.Write(_paneBeganMs);
    }

    /// <summary>Restores what was saved beside these strata.</summary>
    public void Restore(ref SnapshotReader reader, ReadOnlySpan<HistogramStratum> strata)
    {
        _observed = reader.ReadFloats();
        if (_observed.Length > 0 && (strata.IsEmpty || _observed.Length != 2 * (strata[0].Bounds.Length + 1)))
            throw new SnapshotException($"{_observed.Length} counts are not two panes of the signal's buckets.");
        _paneBeganMs = reader.ReadLong();
    }

    private void BeginPane(long timeMs, ReadOnlySpan<HistogramStratum> strata)
    {
        var isContiguous = timeMs - _paneBeganMs < 2 * PaneMs;
        var before = _observed.AsSpan(0, Buckets);
        var now = _observed.AsSpan(Buckets);
        if (isContiguous) now.CopyTo(before);
        else before.Clear();
        now.Clear();
        foreach (var stratum in strata) stratum.BeginPane(isContiguous);
        _paneBeganMs = timeMs;
    }

    private readonly void AddPanes(Span<double> sum)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] = (double)_observed[i] + _observed[Buckets + i];
    }

    private static void AddExpected(Span<double> sum, ReadOnlySpan<HistogramStratum> strata)
    {
        foreach (var stratum in strata)
        {
            var share = stratum.Expected / stratum.ReferenceTotal;
            if (!(share > 0) || stratum.Reference.Length != sum.Length) continue;
            var reference = stratum.Reference;
            for (var i = 0; i < sum.Length; i++) sum[i] += share * reference[i];
        }
    }
}
