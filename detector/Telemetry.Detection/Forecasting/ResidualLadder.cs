using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Quantiles of a forecast's errors, in scales, each followed by itself: a step up when the error was above, a step down when below, so that
/// in the long run each lies where it should whatever the series does (quantile tracking: Angelopoulos, Candès, Tibshirani 2023). 80 bytes.
/// </summary>
internal sealed class ResidualLadder
{
    /// <summary>Index of the 5 % rung.</summary>
    public const int Low = 1;

    /// <summary>Index of the median.</summary>
    public const int Median = 4;

    /// <summary>Index of the 95 % rung.</summary>
    public const int High = 7;

    // Step for a rung that lies one scale away; farther ones step wider.
    private const double Step = 0.05;
    private const double MinWidth = 0.25;
    private const double MaxWidth = 4;

    // Beyond the outer rungs the tail falls off by e over the distance of the two rungs before, this at least.
    private const double MinTail = 0.1;
    private const double Closest = 1e-9;

    private static readonly double[] Levels = [0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.995];

    private readonly double[] _rungs = [-3, -2, -1.5, -0.7, 0, 0.7, 1.5, 2, 3, 4];

    /// <summary>Position of a rung, in scales.</summary>
    public double At(int rung) => _rungs[rung];

    /// <summary>Follows an error.</summary>
    /// <param name="error">The error, in scales.</param>
    /// <param name="overlap">Forecasts under way at the same time: their errors are alike, and count as few.</param>
    public void Learn(double error, int overlap)
    {
        var step = Step / Math.Sqrt(overlap);
        for (var i = 0; i < Levels.Length; i++)
        {
            // An error that hits the rung lies inside the band.
            var isBelow = i < Median ? error < _rungs[i] : error <= _rungs[i];
            _rungs[i] += step * Math.Clamp(Math.Abs(_rungs[i]), MinWidth, MaxWidth) * (Levels[i] - (isBelow ? 1 : 0));
        }
    }

    /// <summary>Probability of an error above this many scales.</summary>
    public double Above(double error)
    {
        Span<double> rungs = stackalloc double[Levels.Length];
        _rungs.CopyTo(rungs);
        rungs.Sort();
        var last = rungs.Length - 1;
        if (error <= rungs[0]) return 1 - (Levels[0] * Math.Exp((error - rungs[0]) / Math.Max(rungs[2] - rungs[0], MinTail)));
        if (error >= rungs[last]) return (1 - Levels[last]) * Math.Exp(-(error - rungs[last]) / Math.Max(rungs[last] - rungs[last - 2], MinTail));
        var i = 0;
        while (error > rungs[i + 1]) i++;
        var share = (error - rungs[i]) / Math.Max(rungs[i + 1] - rungs[i], Closest);
        return 1 - (Levels[i] + (share * (Levels[i + 1] - Levels[i])));
    }

    public void Save(SnapshotWriter writer) => writer.Write(_rungs);

    public void Restore(ref SnapshotReader reader) => reader.ReadInto(_rungs);
}
