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
    public const int Heads = 5;

    private const double SlowTail = 0.1;
    private const double FarTail = 0.01;

    // A bucket in which nothing was ever seen counts as half an observation of the reference.
    private const double UnseenWeight = 0.5;

    // The normal approximation of a sum needs some spread even when the reference has none.
    private const double MinVariance = 0.05;

    // A mean of few observations says less; at this many it counts half.
    private const double HalfTrustedMean = 10;

    private double _rankSum, _rankVariance;
    private double _surprise, _surpriseVariance;
    private double _slow, _slowExpected;
    private double _far, _farExpected;
    private double _sum, _sumExpected;

    /// <summary>Observations that were compared.</summary>
    public double Count { get; private set; }

    /// <summary>Compares a stratum's interval with its reference.</summary>
    public void Add(HistogramStratum stratum)
    {
        var n = stratum.Count;
        AddScores(stratum.Interval, stratum.Reference, stratum.ReferenceTotal, n);
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

    /// <summary>
    /// Writes the statistics: ridit, share beyond the 90 % and the 99 % quantile, log of the mean, shape of the slower half; above 0 is slower.
    /// </summary>
    public readonly void CopyTo(Span<double> heads)
    {
        heads[0] = _rankSum / Math.Sqrt(_rankVariance + MinVariance);
        heads[1] = CountEvidence.Poisson(_slow, _slowExpected);
        heads[2] = CountEvidence.Poisson(_far, _farExpected);
        heads[3] = _sum > 0 ? Math.Log(_sum / _sumExpected) * Math.Sqrt(Count) * Math.Sqrt(Count / (Count + HalfTrustedMean)) : 0;
        heads[4] = _surprise / Math.Sqrt(_surpriseVariance + MinVariance);
    }

    // Two linear scores of a bucket, each of mean 0 under the reference. Ridit: share below it plus half its own, less one half. Surprise: of
    // what lies above the median −log of the bucket's share, so that a new mode counts by how new it is.
    private void AddScores(ReadOnlySpan<float> interval, ReadOnlySpan<float> reference, double total, double n)
    {
        double below = 0, ranks = 0, rankVariance = 0, surprise = 0, mean = 0, square = 0;
        for (var i = 0; i < interval.Length; i++)
        {
            if (reference[i] == 0 && interval[i] == 0) continue;
            var share = reference[i] / total;
            var ridit = below + (share / 2) - 0.5;
            below += share;
            ranks += interval[i] * ridit;
            rankVariance += share * ridit * ridit;
            if (ridit <= 0) continue;
            var score = -MathF.Log((float)Math.Max(share, UnseenWeight / total));
            surprise += interval[i] * score;
            mean += share * score;
            square += share * score * score;
        }

        var sampling = n * (1 + (n / total)); // the reference is a sample too
        _rankSum += ranks;
        _rankVariance += rankVariance * sampling;
        _surprise += surprise - (n * mean);
        _surpriseVariance += (square - (mean * mean)) * sampling;
    }

    // The largest set of upper buckets that holds at most this share. Whole buckets, so that a bucket which is normally empty counts in full.
    private static void AddTail(ReadOnlySpan<float> interval, ReadOnlySpan<float> reference, double total, double n, double share,
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
