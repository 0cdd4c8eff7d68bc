using System.Globalization;
using Telemetry.Contracts.Signals;
using Telemetry.Series.Matching;
using Telemetry.Series.Window;

namespace Telemetry.Series.Intake;

/// <summary>
/// The series of one signal's forecast. Samples carry the time at which it was made, not the one that it speaks of: shifted by the horizon
/// they lie on the values.
/// </summary>
internal sealed class ForecastSeries(SeriesWindow window, QueryMetrics metrics, Label[] labels, Label[] withUnit)
{
    private static readonly string[] Quantiles = ["0.05", "0.5", "0.95"];

    private readonly Dictionary<(long HorizonMs, string Quantile), SeriesWriter> _quantiles = [];
    private readonly Dictionary<long, SeriesWriter> _probabilities = [];
    private readonly Dictionary<LimitSource, SeriesWriter> _limits = [];

    /// <summary>Appends a forecast; each of its values that is not known ends.</summary>
    public void Append(long timeMs, SignalForecast forecast)
    {
        foreach (var (source, series) in _limits)
            if (source != forecast.LimitSource) series.End(timeMs);
        AppendOrEnd(Limit(forecast.LimitSource), timeMs, forecast.Limit);
        foreach (var horizon in forecast.Horizons)
        {
            AppendOrEnd(Quantile(horizon.HorizonMs, Quantiles[0]), timeMs, horizon.Low);
            AppendOrEnd(Quantile(horizon.HorizonMs, Quantiles[1]), timeMs, horizon.Median);
            AppendOrEnd(Quantile(horizon.HorizonMs, Quantiles[2]), timeMs, horizon.High);
            AppendOrEnd(Probability(horizon.HorizonMs), timeMs, horizon.BreachProbability);
        }
    }

    public void End(long timeMs)
    {
        foreach (var series in _limits.Values.Concat(_quantiles.Values).Concat(_probabilities.Values)) series.End(timeMs);
    }

    private static void AppendOrEnd(SeriesWriter series, long timeMs, double value)
    {
        if (double.IsNaN(value)) series.End(timeMs);
        else series.Append(timeMs, value);
    }

    private static string Text(long horizonMs) => string.Create(CultureInfo.InvariantCulture, $"{horizonMs / 60_000}m");

    private SeriesWriter Limit(LimitSource source)
    {
        if (_limits.TryGetValue(source, out var known)) return known;
        return _limits[source] = new SeriesWriter(
            window, metrics, LabelSet.Of(SeriesNames.SignalLimit, [.. withUnit, new(SeriesNames.Source, source.ToString().ToLowerInvariant())]));
    }

    private SeriesWriter Quantile(long horizonMs, string quantile)
    {
        if (_quantiles.TryGetValue((horizonMs, quantile), out var known)) return known;
        return _quantiles[(horizonMs, quantile)] = new SeriesWriter(window, metrics, LabelSet.Of(
            SeriesNames.SignalForecast, [.. withUnit, new(SeriesNames.Horizon, Text(horizonMs)), new(SeriesNames.Quantile, quantile)]));
    }

    private SeriesWriter Probability(long horizonMs)
    {
        if (_probabilities.TryGetValue(horizonMs, out var known)) return known;
        return _probabilities[horizonMs] = new SeriesWriter(
            window, metrics, LabelSet.Of(SeriesNames.SignalBreachProbability, [.. labels, new(SeriesNames.Horizon, Text(horizonMs))]));
    }
}
