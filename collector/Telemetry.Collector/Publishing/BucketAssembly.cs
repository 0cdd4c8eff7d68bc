using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Publishing;

/// <summary>Turns the cumulative bucket series of one histogram into counts per bucket, exactly.</summary>
internal sealed class BucketAssembly
{
    /// <summary>Beyond it a double does not hold every whole number.</summary>
    private const double MaxExactCount = 1L << 53;

    private readonly SeriesEntry[] _buckets;
    private readonly double[] _bounds;
    private readonly ulong[] _counts;
    private int _used;

    public BucketAssembly(SeriesEntry[] buckets)
    {
        _buckets = buckets;
        Array.Sort(_buckets, static (a, b) => a.Bound.CompareTo(b.Bound));
        _bounds = new double[buckets.Length];
        _counts = new ulong[buckets.Length + 1];
    }

    /// <summary>Upper bounds, ascending, without +Inf.</summary>
    public ReadOnlySpan<double> Bounds => _bounds.AsSpan(0, _used);

    /// <summary>Observations in each bucket alone; the last one is above all bounds.</summary>
    public ReadOnlySpan<ulong> Counts => _counts.AsSpan(0, _used + 1);

    /// <summary>Number of observations.</summary>
    public ulong Total { get; private set; }

    /// <summary>Number of bucket series that the page has.</summary>
    public int CountPresent(uint generation)
    {
        var present = 0;
        foreach (var bucket in _buckets) present += bucket.LastSeen == generation ? 1 : 0;
        return present;
    }

    /// <summary>Reads the page's buckets.</summary>
    /// <param name="generation">Number of the page.</param>
    /// <param name="count">Value of <c>_count</c>, which stands in for a missing +Inf bucket; NaN where it is absent.</param>
    /// <returns>How they contradict each other; null where they do not.</returns>
    public ValueFault? Assemble(uint generation, double count)
    {
        (_used, Total) = (0, 0);
        foreach (var bucket in _buckets)
        {
            if (bucket.LastSeen != generation) continue;
            if (!TryAdd(bucket.Value, out _counts[_used])) return FaultOf(bucket.Value);
            if (double.IsPositiveInfinity(bucket.Bound)) return null;
            if (double.IsNaN(bucket.Bound)) return ValueFault.NotACount;
            _bounds[_used++] = bucket.Bound;
        }
        if (double.IsNaN(count)) return ValueFault.NoTotal;
        return TryAdd(count, out _counts[_used]) ? null : FaultOf(count);
    }

    private ValueFault FaultOf(double cumulative) =>
        cumulative < 0 ? ValueFault.NegativeBucket
        : cumulative < Total ? ValueFault.DecreasingBuckets
        : ValueFault.NotACount;

    private bool TryAdd(double cumulative, out ulong own)
    {
        own = 0;
        // The comparison also refuses NaN.
        if (!(cumulative >= Total && cumulative <= MaxExactCount) || Math.Floor(cumulative) != cumulative) return false;
        own = (ulong)cumulative - Total;
        Total += own;
        return true;
    }
}
