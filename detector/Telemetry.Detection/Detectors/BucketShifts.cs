namespace Telemetry.Detection.Detectors;

/// <summary>
/// Says where a distribution moved: neighbouring buckets that gained, or that lost, are one range; what moved most is kept. A range is
/// weighed by its part in the Kullback-Leibler divergence, so that a tail which is normally empty counts for more than its share.
/// </summary>
internal static class BucketShifts
{
    // What moved by less than half a percent of all observations nobody acts on.
    private const double MinMoved = 0.005;

    // The ends of a range that hold less than this part of what it gained or lost are cut off.
    private const double NegligibleEnd = 0.02;

    // A share that is normally none counts as this much, so that its weight is finite.
    private const double EmptyShare = 1e-4;

    /// <summary>The ranges that moved, in the order of their bounds; empty where nothing was observed or expected.</summary>
    /// <param name="bounds">Upper bounds, ascending, without +Inf.</param>
    /// <param name="expected">Counts that the references expect, bucket by bucket; one more than bounds.</param>
    /// <param name="observed">Counts observed.</param>
    public static IReadOnlyList<BucketShift> Of(ReadOnlySpan<double> bounds, ReadOnlySpan<double> expected, ReadOnlySpan<double> observed)
    {
        double normally = 0, now = 0;
        for (var i = 0; i < observed.Length; i++) (normally, now) = (normally + expected[i], now + observed[i]);
        if (!(normally > 0) || !(now > 0)) return [];
        Span<double> moved = new double[observed.Length];
        for (var i = 0; i < moved.Length; i++) moved[i] = (observed[i] / now) - (expected[i] / normally);
        var shifts = new List<BucketShift>();
        for (var begin = 0; begin < moved.Length;)
        {
            var end = begin + 1;
            while (end < moved.Length && moved[begin] > 0 == moved[end] > 0) end++;
            var (first, last) = WithoutEnds(moved, begin, end);
            shifts.Add(new BucketShift(
                first > 0 ? bounds[first - 1] : LowestOf(bounds), last < bounds.Length ? bounds[last] : double.PositiveInfinity,
                Sum(expected, first, last) / normally, Sum(observed, first, last) / now));
            begin = end;
        }

        return [.. shifts.Where(shift => Math.Abs(shift.Share - shift.NormalShare) >= MinMoved)
            .OrderByDescending(Weight).Take(BucketShift.MaxCount).OrderBy(shift => shift.Upper)];
    }

    private static (int First, int Last) WithoutEnds(ReadOnlySpan<double> moved, int begin, int end)
    {
        var negligible = NegligibleEnd * Math.Abs(Sum(moved, begin, end - 1));
        var (first, last) = (begin, end - 1);
        while (first < last && Math.Abs(moved[first]) < negligible) first++;
        while (last > first && Math.Abs(moved[last]) < negligible) last--;
        return (first, last);
    }

    private static double LowestOf(ReadOnlySpan<double> bounds) => bounds.IsEmpty || bounds[0] > 0 ? 0 : double.NegativeInfinity;

    private static double Sum(ReadOnlySpan<double> counts, int first, int last)
    {
        var sum = 0.0;
        for (var i = first; i <= last; i++) sum += counts[i];
        return sum;
    }

    private static double Weight(BucketShift shift) =>
        (shift.Share - shift.NormalShare) * Math.Log(Math.Max(shift.Share, EmptyShare) / Math.Max(shift.NormalShare, EmptyShare));
}
