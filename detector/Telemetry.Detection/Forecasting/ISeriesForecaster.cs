using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Forecasts one series at several horizons. Forecasting changes nothing; <see cref="Learn"/> takes a value in. Event time is an argument;
/// constant memory.
/// </summary>
public interface ISeriesForecaster
{
    /// <summary>The last value; NaN before the first.</summary>
    double Value { get; }

    /// <summary>Values refused so far: not finite, too large to reckon with, or not later than the one before.</summary>
    long Refused { get; }

    /// <summary>Level whose crossing is foretold; NaN for none. Another one forgets how well the last was foretold.</summary>
    double Limit { get; set; }

    /// <summary>Moves the limit without forgetting: for one that follows the series.</summary>
    void FollowLimit(double limit);

    /// <summary>Takes the value of a moment in.</summary>
    /// <param name="timeMs">Event time, Unix milliseconds.</param>
    /// <param name="value">The series' value.</param>
    /// <returns>Whether it was taken: it is finite and later than the one before.</returns>
    bool Learn(long timeMs, double value);

    /// <summary>What is expected at the horizon of this index, as of the last value.</summary>
    SeriesForecast Forecast(int horizon);

    /// <summary>Writes the whole state.</summary>
    void Save(SnapshotWriter writer);

    /// <summary>Restores what <see cref="Save"/> wrote, into a forecaster of the same steps and horizons.</summary>
    /// <exception cref="SnapshotException">It is not a snapshot of such a forecaster.</exception>
    void Restore(ref SnapshotReader reader);
}
