using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Forecasts one series at several horizons: medians, 90 % bands and the probability that a limit is crossed. Forecasting changes nothing;
/// <see cref="Learn"/> judges what was forecast for this moment and takes the value in. Event time is an argument; constant memory.
/// </summary>
public sealed class SeriesForecaster : ISeriesForecaster
{
    // Squares and sums of what is larger could overflow.
    private const double MaxMagnitude = 1e100;

    private readonly SeriesPast _past;
    private readonly HorizonForecaster[] _horizons;
    private double _limit;

    /// <param name="stepMs">Usual distance of two values, milliseconds, above 0.</param>
    /// <param name="horizonsMs">How far ahead, milliseconds; each is rounded to whole steps, one at least.</param>
    /// <param name="limit">Level whose crossing is foretold, in the series' unit; NaN for none.</param>
    public SeriesForecaster(long stepMs, IReadOnlyList<long> horizonsMs, double limit = double.NaN)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepMs);
        _limit = limit;
        _past = new SeriesPast(stepMs);
        _horizons = [.. horizonsMs.Select(horizon => new HorizonForecaster(stepMs, horizon))];
    }

    /// <summary>Level whose crossing is foretold; NaN for none. Another one forgets how well the last was foretold.</summary>
    public double Limit
    {
        get => _limit;
        set
        {
            if (value.Equals(_limit)) return;
            _limit = value;
            foreach (var horizon in _horizons) horizon.ForgetLimit();
        }
    }

    /// <summary>Moves the limit without forgetting: for one that follows the series.</summary>
    public void FollowLimit(double limit) => _limit = limit;

    /// <summary>Values refused so far: not finite, beyond ±1e100, or not later than the one before.</summary>
    public long Refused { get; private set; }

    /// <summary>The last value; NaN before the first.</summary>
    public double Value => _past.Value;

    /// <summary>Takes the value of a moment in.</summary>
    /// <returns>Whether it was taken; see <see cref="Refused"/>.</returns>
    public bool Learn(long timeMs, double value)
    {
        if (!(Math.Abs(value) <= MaxMagnitude) || timeMs <= _past.TimeMs)
        {
            Refused++;
            return false;
        }

        _past.Add(timeMs, value);
        foreach (var horizon in _horizons) horizon.Learn(_past, _limit);
        return true;
    }

    /// <summary>Writes the whole state.</summary>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(Refused);
        _past.Save(writer);
        writer.Write(_horizons.Length);
        foreach (var horizon in _horizons) horizon.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote, into a forecaster of the same steps and horizons.</summary>
    /// <exception cref="SnapshotException">It is not a snapshot of such a forecaster.</exception>
    public void Restore(ref SnapshotReader reader)
    {
        Refused = reader.ReadLong();
        _past.Restore(ref reader);
        if (reader.ReadCount() != _horizons.Length) throw new SnapshotException("The snapshot has other horizons.");
        foreach (var horizon in _horizons) horizon.Restore(ref reader);
    }

    /// <summary>What is expected at the horizon of this index, as of the last value.</summary>
    public SeriesForecast Forecast(int horizon) => _horizons[horizon].Forecast();
}
