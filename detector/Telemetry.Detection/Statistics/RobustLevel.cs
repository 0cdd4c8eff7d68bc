using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// Location and scale of a series, learned one observation at a time. Residuals are clipped at four scales (Huber), so that an outlier
/// moves them by a bounded amount. Begins at a prior that counts as a number of observations. 32 bytes of state.
/// </summary>
public sealed class RobustLevel
{
    private const double Clip = 4;

    // E|X| of a standard normal is sqrt(2/π): the mean absolute residual times this is a standard deviation.
    private const double DeviationPerMeanAbsolute = 1.2533141373155003;

    private readonly double _floor;
    private double _location;
    private double _scale;
    private double _count;

    /// <param name="location">Prior location; NaN where the first observation decides.</param>
    /// <param name="scale">Prior scale, above 0.</param>
    /// <param name="priorCount">Observations that the prior counts as.</param>
    /// <param name="floor">Smallest scale: what the statistic varies by in the best case.</param>
    public RobustLevel(double location, double scale, double priorCount, double floor)
    {
        _location = location;
        _scale = scale;
        _count = priorCount;
        _floor = floor;
    }

    public double Location => _location;

    public double Scale => Math.Max(_scale, _floor);

    /// <summary>Residual in scales.</summary>
    public double Standardise(double value) => double.IsNaN(_location) ? 0 : (value - _location) / Scale;

    /// <summary>Takes an observation into account.</summary>
    /// <param name="value">The observation.</param>
    /// <param name="seconds">Event time since the one before.</param>
    /// <param name="weight">Share of a whole observation that it counts as.</param>
    public void Learn(double value, double seconds, double weight)
    {
        if (double.IsNaN(_location)) _location = value;
        var gain = weight * Forgetting.Gain(_count, seconds);
        var limit = Clip * Scale;
        var residual = Math.Clamp(value - _location, -limit, limit);
        _location += gain * residual;
        _scale += gain * ((Math.Abs(residual) * DeviationPerMeanAbsolute) - _scale);
        _count += weight;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_location);
        writer.Write(_scale);
        writer.Write(_count);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _location = reader.ReadDouble();
        _scale = reader.ReadDouble();
        _count = reader.ReadDouble();
    }
}
