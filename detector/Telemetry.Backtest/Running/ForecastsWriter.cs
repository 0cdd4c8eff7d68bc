using System.Globalization;
using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Csv;
using Telemetry.Backtest.Samples;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;
using Telemetry.Detection.Forecasting;

namespace Telemetry.Backtest.Running;

/// <summary>Writes <c>--forecasts</c>: after each value of each series what is expected 1, 5, 15 and 30 minutes later.</summary>
internal sealed class ForecastsWriter : IBacktestSink
{
    private const string Number = "G9";

    private static readonly long[] HorizonsMs = [60_000, 300_000, 900_000, 1_800_000];

    private readonly TextWriter _output;
    private readonly Dictionary<string, (SeriesForecaster Forecaster, double Limit)> _forecasters = new(StringComparer.Ordinal);

    /// <param name="output">Where to.</param>
    /// <param name="table">The series; their usual step and limit come from the first fifth of each.</param>
    public ForecastsWriter(TextWriter output, SampleTable table)
    {
        _output = output;
        output.Write("timestamp,series,horizon_s,q05,q50,q95,limit,p_breach\n");
        foreach (var (series, beginning) in SeriesBeginning.Of(table))
            _forecasters[series] = (new SeriesForecaster(beginning.StepMs, HorizonsMs, beginning.Limit), beginning.Limit);
    }

    /// <inheritdoc/>
    public void OnSample(Column column, in Sample sample, in SampleVerdict verdict)
    {
        if (double.IsNaN(sample.Value) || verdict.IsDouble) return;
        var (forecaster, limit) = _forecasters[column.Series];
        if (!forecaster.Learn(sample.TimeMs, sample.Value)) return;
        for (var horizon = 0; horizon < HorizonsMs.Length; horizon++)
            if (forecaster.Forecast(horizon) is { IsKnown: true } forecast) Write(column.Series, sample.TimeMs, HorizonsMs[horizon], forecast, limit);
    }

    /// <inheritdoc/>
    public void OnEvent(EventKind kind, IncidentRecord record)
    {
        // Forecasts are of series alone.
    }

    /// <inheritdoc/>
    public void End() => _output.Flush();

    private void Write(string series, long timeMs, long horizonMs, in SeriesForecast forecast, double limit) => _output.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{CsvTime.Format(timeMs)},{CsvFields.Quote(series)},{horizonMs / 1000},{Text(forecast.Low)},{Text(forecast.Median)},{Text(forecast.High)},{Text(limit)},{forecast.BreachProbability:0.######}\n"));

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString(Number, CultureInfo.InvariantCulture);
}
