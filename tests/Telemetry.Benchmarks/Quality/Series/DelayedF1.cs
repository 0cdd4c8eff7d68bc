namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>
/// F1 with the seven-point rule: a labelled run that is marked in its first eight rows counts with every row as found, any other with every
/// row as missed; each marked row outside runs is false. Pooled over the series.
/// </summary>
internal static class DelayedF1
{
    private const double ThresholdStep = 0.1;
    private const double MaxThreshold = 10;

    /// <summary>Of the alerts that were raised.</summary>
    public static double OfAlerts(IEnumerable<JudgedSeries> series) => Of(series, row => row.IsAlert);

    /// <summary>At the best threshold on the score: chosen afterwards.</summary>
    public static double Best(IReadOnlyList<JudgedSeries> series)
    {
        var best = 0.0;
        for (var threshold = 1.0; threshold <= MaxThreshold; threshold += ThresholdStep)
        {
            var at = threshold;
            best = Math.Max(best, Of(series, row => row.Score >= at));
        }

        return best;
    }

    private static double Of(IEnumerable<JudgedSeries> series, Func<JudgedRow, bool> isMarked)
    {
        var (found, missed, wrong) = (0L, 0L, 0L);
        foreach (var one in series)
        {
            wrong += one.Rows.Count(row => !row.IsLabelled && isMarked(row));
            foreach (var (first, last) in one.Events())
            {
                var length = last - first + 1;
                var inTime = Enumerable.Range(first, Math.Min(length, EventRecall.DelayRows + 1)).Any(i => isMarked(one.Rows[i]));
                if (inTime) found += length;
                else missed += length;
            }
        }

        return found == 0 ? 0 : 2.0 * found / ((2 * found) + missed + wrong);
    }
}
