using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;
using Telemetry.Detection.Forecasting;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>
/// The library's singular spectrum forecaster behind our own interface: it keeps the last levels and is fitted to them when a forecast is
/// asked for. Its band is the library's, taken for a normal distribution where a limit's probability is asked for.
/// </summary>
public sealed class SsaForecaster : ISeriesForecaster
{
    private const int Capacity = 512;

    // The longest season that is looked for; the library wants more than two of them to learn from.
    private const int Window = 24;
    private const int Warm = (3 * Window) + 1;
    private const float Confidence = 0.9f;

    // Half of a 90 % band of a normal distribution, in its standard deviations.
    private const double HalfBand = 1.6448536269514722;

    private const double Logistic = 1.702;

    // A seed makes the library repeat itself.
    private readonly MLContext _library = new(seed: 1);
    private readonly LevelRing _ring = new(Capacity);
    private readonly long _stepMs;
    private readonly int[] _steps;
    private ForecastRow? _forecast;
    private long _timeMs = long.MinValue;

    /// <param name="stepMs">Usual distance of two values, milliseconds, above 0.</param>
    /// <param name="horizonsMs">How far ahead, milliseconds; each is rounded to whole steps, one at least.</param>
    /// <param name="limit">Level whose crossing is foretold, in the series' unit; NaN for none.</param>
    public SsaForecaster(long stepMs, IReadOnlyList<long> horizonsMs, double limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepMs);
        (_stepMs, Limit) = (stepMs, limit);
        _steps = [.. horizonsMs.Select(horizon => (int)Math.Max(Math.Round((double)horizon / stepMs), 1))];
    }

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public long Refused { get; private set; }

    /// <inheritdoc/>
    public double Limit { get; set; }

    /// <inheritdoc/>
    public void FollowLimit(double limit) => Limit = limit;

    /// <inheritdoc/>
    public bool Learn(long timeMs, double value)
    {
        if (!double.IsFinite(value) || timeMs <= _timeMs)
        {
            Refused++;
            return false;
        }

        (_timeMs, Value) = (timeMs, value);
        _ring.Add((float)Math.Asinh(value));
        _forecast = null;
        return true;
    }

    /// <inheritdoc/>
    public SeriesForecast Forecast(int horizon)
    {
        var steps = _steps[horizon];
        if (_ring.Count < Warm) return new SeriesForecast(steps * _stepMs, double.NaN, double.NaN, double.NaN, double.NaN);
        _forecast ??= Fit();
        var (low, median, high) = (_forecast.Low[steps - 1], _forecast.Forecast[steps - 1], _forecast.High[steps - 1]);
        return new SeriesForecast(steps * _stepMs, Math.Sinh(low), Math.Sinh(median), Math.Sinh(high), Above(Math.Asinh(Limit), low, median, high));
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_timeMs);
        writer.Write(Value);
        writer.Write(Refused);
        _ring.Save(writer);
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        _timeMs = reader.ReadLong();
        Value = reader.ReadDouble();
        Refused = reader.ReadLong();
        _ring.Restore(ref reader);
        _forecast = null;
    }

    // The logistic curve that lies nearest to a normal distribution's (Bowling et al. 2009); NaN without a limit.
    private static double Above(double limit, double low, double median, double high)
    {
        var deviation = (high - low) / (2 * HalfBand);
        return deviation > 0 || double.IsNaN(limit) ? 1 / (1 + Math.Exp(Logistic * (limit - median) / deviation)) : median > limit ? 1 : 0;
    }

    private ForecastRow Fit()
    {
        var data = _library.Data.LoadFromEnumerable(_ring.Rows().ToList());
        var model = _library.Forecasting.ForecastBySsa(
            nameof(ForecastRow.Forecast), nameof(LevelRow.Level), windowSize: Window, seriesLength: Window + 1, trainSize: _ring.Count, horizon: _steps.Max(),
            confidenceLowerBoundColumn: nameof(ForecastRow.Low), confidenceUpperBoundColumn: nameof(ForecastRow.High), confidenceLevel: Confidence).Fit(data);
        return model.CreateTimeSeriesEngine<LevelRow, ForecastRow>(_library).Predict();
    }
}
