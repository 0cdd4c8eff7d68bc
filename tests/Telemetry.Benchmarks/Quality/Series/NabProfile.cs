namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>
/// The standard profile of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015): a window is worth up to 1 for its first detection, by how
/// early it comes, and −1 when missed; a false one costs up to 0.11, less shortly after a window. Scaled so that saying nothing is 0 and
/// finding everything at once is 100. The first 15 % of a file, at most 750 rows, do not count.
/// </summary>
internal static class NabProfile
{
    private const double FalsePositive = 0.11;
    private const double FalseNegative = 1;
    private const double ProbationShare = 0.15;
    private const int MaxProbation = 750;
    private const double Steepness = 5;
    private const double FarBehind = 3;
    private const double ThresholdStep = 0.05;
    private const double MaxThreshold = 9;

    /// <summary>Worth of a detection at the very start of a window.</summary>
    private static readonly double Earliest = Sigmoid(-1);

    /// <summary>Score of the alerts that were raised.</summary>
    public static double OfAlerts(IReadOnlyList<JudgedSeries> series) => Scaled(series, row => row.IsAlert);

    /// <summary>Score at one threshold for all files.</summary>
    public static double At(IReadOnlyList<JudgedSeries> series, double threshold) => Scaled(series, row => row.Score >= threshold);

    /// <summary>Threshold with the best score: chosen afterwards.</summary>
    public static double BestThreshold(IReadOnlyList<JudgedSeries> series)
    {
        var (best, chosen) = (double.NegativeInfinity, 0.0);
        for (var threshold = 0.5; threshold <= MaxThreshold; threshold += ThresholdStep)
        {
            var score = At(series, threshold);
            if (score > best) (best, chosen) = (score, threshold);
        }

        return chosen;
    }

    /// <summary>Score with each folder at the threshold that is best for the other folders.</summary>
    public static double LeaveOneFolderOut(IReadOnlyList<JudgedSeries> series)
    {
        var (raw, windows) = (0.0, 0);
        foreach (var folder in series.GroupBy(one => one.Group))
        {
            var threshold = BestThreshold([.. series.Where(one => one.Group != folder.Key)]);
            raw += folder.Sum(one => Raw(one, row => row.Score >= threshold));
            windows += folder.Sum(one => one.Events().Count());
        }

        return Scale(raw, windows);
    }

    /// <summary>Unscaled score of one file.</summary>
    public static double Raw(JudgedSeries series, Func<JudgedRow, bool> isDetection)
    {
        var windows = series.Events().ToList();
        var probation = (int)Math.Min(ProbationShare * series.Rows.Count, MaxProbation);
        var (score, last, passed, found) = (0.0, -1, 0, 0);
        for (var i = probation; i < series.Rows.Count; i++)
        {
            while (passed < windows.Count && i > windows[passed].Last) passed++;
            if (!isDetection(series.Rows[i])) continue;
            if (!series.Rows[i].IsLabelled) score += FalsePositive * Behind(windows, passed, i);
            else if (last != passed)
            {
                score += Inside(windows[passed], i);
                (last, found) = (passed, found + 1);
            }
        }

        return score - (FalseNegative * (windows.Count - found));
    }

    private static double Scaled(IReadOnlyList<JudgedSeries> series, Func<JudgedRow, bool> isDetection) =>
        Scale(series.Sum(one => Raw(one, isDetection)), series.Sum(one => one.Events().Count()));

    private static double Scale(double raw, int windows) => windows == 0 ? double.NaN : 100 * (raw + (FalseNegative * windows)) / ((1 + FalseNegative) * windows);

    private static double Inside((int First, int Last) window, int row) =>
        Sigmoid(-(double)(window.Last - row + 1) / (window.Last - window.First + 1)) / Earliest;

    private static double Behind(List<(int First, int Last)> windows, int passed, int row)
    {
        if (passed == 0) return -1;
        var (first, last) = windows[passed - 1];
        var position = (double)(row - last) / Math.Max(last - first, 1);
        return position > FarBehind ? -1 : Sigmoid(position);
    }

    private static double Sigmoid(double position) => (2 / (1 + Math.Exp(Steepness * position))) - 1;
}
