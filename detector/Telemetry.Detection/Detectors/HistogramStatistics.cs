using System.Runtime.InteropServices;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Count statistics of one interval against the references, summed over the strata (van Elteren's stratified rank test, and indirect
/// standardisation for the mean): a change of the mix, each stratum unchanged, moves none of them.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct HistogramStatistics
{
    /// <summary>Number of statistics.</summary>
    public const int Heads = 4;

    private const double SlowTail = 0.1;
    private const double FarTail = 0.01;

    // The normal approximation of a rank sum needs some spread even when the reference has none.
    private const double MinRankVariance = 0.05;

    // A mean of few observations says less; at this many it counts half.
    private const double HalfTrustedMean = 10;

    private double _rankSum, _rankVariance;
    private double _slow, _slowExpected;
    private double _far, _farExpected;
    private double _sum, _sumExpected;

    /// <summary>Observations that were compared.</summary>
    public double Count { get; private set; }

    /// <summary>Compares a stratum's interval with its reference.</summary>
    public void Add(HistogramStratum stratum)
    {
        var n = stratum.Count;
        AddRanks(stratum.Interval, stratum.Reference, stratum.ReferenceTotal, n);
        AddTail(stratum.Interval, stratum.Reference, stratum.ReferenceTotal, n, SlowTail, ref _slow, ref _slowExpected);
        AddTail(stratum.Interval, stratum.Reference, stratum.ReferenceTotal, n, FarTail, ref _far, ref _farExpected);
        var mean = stratum.ReferenceMean;
        if (stratum.Sum > 0 && mean > 0)
        {
            _sum += stratum.Sum;
            _sumExpected += n * mean;
        }

        Count += n;
    }

    /// <summary>Writes the statistics: ridit, share beyond the 90 % and the 99 % quantile, log of the mean; above 0 is slower.</summary>
    public readonly void CopyTo(Span<double> heads)
    {
        heads[0] = _rankSum / Math.Sqrt(_rankVariance + MinRankVariance);
        heads[1] = CountEvidence.Poisson(_slow, _slowExpected);
        heads[2] = CountEvidence.Poisson(_far, _farExpected);
        heads[3] = _sum > 0 ? Math.Log(_sum / _sumExpected) * Math.Sqrt(Count / (Count + HalfTrustedMean)) : 0;
    }

    // Ridit of a bucket: share below it plus half its own, less one half; mean 0 under the reference.
    private void AddRanks(ReadOnlySpan<double> interval, ReadOnlySpan<double> reference, double total, double n)
    {
        double below = 0, sum = 0, variance = 0;
        for (var i = 0; i < interval.Length; i++)
        {
            var share = reference[i] / total;
            var ridit = below + (share / 2) - 0.5;
            sum += interval[i] * ridit;
            variance += share * ridit * ridit;
            below += share;
        }

        _rankSum += sum;
        _rankVariance += n * variance * (1 + (n / total)); // the reference is a sample too
    }

    // The largest set of upper buckets that holds at most this share. Whole buckets, so that a bucket which is normally empty counts in full.
    private static void AddTail(ReadOnlySpan<double> interval, ReadOnlySpan<double> reference, double total, double n, double share,
        ref double tail, ref double expected)
    {
        double weight = 0, count = 0;
        var limit = share * total;
        for (var i = interval.Length - 1; i > 0 && weight + reference[i] <= limit; i--)
        {
            weight += reference[i];
            count += interval[i];
        }

        tail += count;
        expected += n * weight / total;
    }
}
