using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// Probability that a statistic exceeds a value under normal conditions: peaks over a running 98 % quantile, their excess a generalised
/// Pareto law fitted by moments (Hosking and Wallis 1987) and drawn towards a fleet prior while there are few peaks. 70 bytes of state.
/// </summary>
/// <remarks>Trustworthy to about 1e-5, up to five times too confident beyond for heavy tails; budgets carry a factor for that.</remarks>
public sealed class TailModel
{
    private const double Quantile = 0.98;
    private const double PriorShape = 0.15;
    private const double PriorPeaks = 200;
    private const double PriorMeanExcess = 0.4;
    private const double PriorMeanPeaks = 30;
    private const double PriorCount = 200;
    private const double MinShape = -0.1;
    private const double MaxShape = 0.5;
    private const double Winsor = 10;

    // The quantile's step falls as 1/n from the prior's weight to a floor that still follows a drifting threshold.
    private const double StepNumerator = 10;
    private const double MinStep = 0.002;

    private readonly double _minThreshold;
    private double _threshold;
    private double _exceeding = (1 - Quantile) * PriorCount;
    private double _count = PriorCount;
    private double _peaks;
    private double _excursion;
    private double _excursionSum;
    private double _excursionSquare;
    private double _meanExcess = PriorMeanExcess;
    private double _meanSquare = PriorMeanExcess * PriorMeanExcess * 2 * (1 - PriorShape) / (1 - (2 * PriorShape));

    /// <param name="threshold">Prior 98 % quantile of the statistic; it never falls below four fifths of it.</param>
    public TailModel(double threshold)
    {
        _threshold = threshold;
        _minThreshold = threshold * 0.8;
    }

    /// <summary>Evidence against normal conditions, −log₁₀ of the tail probability; 0 or more.</summary>
    public double Evidence(double statistic)
    {
        if (statistic <= 0) return 0;
        var logExceeding = -Math.Log10(_exceeding / _count);
        if (statistic <= _threshold) return logExceeding * statistic / _threshold;
        var shape = Shape();
        var excess = (statistic - _threshold) / (Mean() * (1 - shape));
        var log = Math.Abs(shape) < 1e-3 ? excess : Math.Log(Math.Max(1 + (shape * excess), 1e-12)) / shape;
        // A bounded tail (shape below 0) ends; beyond its end the evidence is only as strong as the exponential law's.
        if (shape < 0 && 1 + (shape * excess) <= 0) log = excess;
        return logExceeding + (log / Math.Log(10));
    }

    /// <summary>
    /// Takes a statistic. What is above the threshold is learned when the excursion has ended: only then is it known to be noise. Learned
    /// at once, a drift would widen the tail that it is judged by.
    /// </summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="weight">Share of a whole observation that it counts as.</param>
    public void Learn(double statistic, double weight)
    {
        if (statistic > _threshold)
        {
            var excess = Math.Min(statistic - _threshold, Winsor * _meanExcess);
            _excursion += weight;
            _excursionSum += weight * excess;
            _excursionSquare += weight * excess * excess;
            return;
        }

        EndExcursion();
        _count += weight;
        MoveThreshold((Quantile - 1) * weight);
    }

    /// <summary>Leaves the present excursion out: it was a drift.</summary>
    public void DropExcursion() => (_excursion, _excursionSum, _excursionSquare) = (0, 0, 0);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_threshold);
        writer.Write(_exceeding);
        writer.Write(_count);
        writer.Write(_peaks);
        writer.Write(_excursion);
        writer.Write(_excursionSum);
        writer.Write(_excursionSquare);
        writer.Write(_meanExcess);
        writer.Write(_meanSquare);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _threshold = reader.ReadDouble();
        _exceeding = reader.ReadDouble();
        _count = reader.ReadDouble();
        _peaks = reader.ReadDouble();
        _excursion = reader.ReadDouble();
        _excursionSum = reader.ReadDouble();
        _excursionSquare = reader.ReadDouble();
        _meanExcess = reader.ReadDouble();
        _meanSquare = reader.ReadDouble();
    }

    private void EndExcursion()
    {
        if (_excursion <= 0) return;
        _count += _excursion;
        _exceeding += _excursion;
        _peaks += _excursion;
        var gain = _excursion / (_peaks + PriorMeanPeaks);
        _meanExcess += gain * ((_excursionSum / _excursion) - _meanExcess);
        _meanSquare += gain * ((_excursionSquare / _excursion) - _meanSquare);
        MoveThreshold(Quantile * _excursion);
        DropExcursion();
    }

    private void MoveThreshold(double steps) =>
        _threshold = Math.Max(_threshold + (steps * Math.Max(StepNumerator / _count, MinStep)), _minThreshold);

    private double Mean() => _meanExcess;

    private double Shape()
    {
        var variance = Math.Max(_meanSquare - (_meanExcess * _meanExcess), 1e-12);
        var fitted = 0.5 * (1 - (_meanExcess * _meanExcess / variance));
        var weight = _peaks / (_peaks + PriorPeaks);
        return Math.Clamp((weight * fitted) + ((1 - weight) * PriorShape), MinShape, MaxShape);
    }
}
