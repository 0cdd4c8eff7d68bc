using System.Globalization;
using Telemetry.Benchmarks.Quality.Series;

namespace Telemetry.Benchmarks.Quality.Forecasts;

/// <summary>Forecasts of real series: error against the last value, coverage of the band, calibration of breach probabilities.</summary>
internal sealed class ForecastMeasure : IQualityMeasure
{
    private const int WarmRows = 600;
    private const int ReducedFiles = 2;
    private const double MinError = 1e-12;
    private const string Command = "./telemetry bench quality forecast";

    private static readonly int[] Horizons = [300, 900, 1800];

    /// <inheritdoc/>
    public string Name => "forecast";

    /// <inheritdoc/>
    public string Method => """
        Every file of `nab/real*` and `load/` once through `telemetry backtest --csv … --forecasts` (the trace with rounded times by its rows, 57 s apart). Judged
        is each forecast whose time comes after row 600, against the row nearest to that time and at most half a step from it; a horizon shorter than a
        step is one step. Error: mean absolute error of the median over that of the last value, geometric mean over the files. Coverage: share of values in
        the 90 % band, mean over the files. Calibration: breach of the 98 % quantile of the first fifth, all forecasts pooled in eleven bins, mean distance
        of probability and frequency. No constant is fitted to a file; the choice among twelve variants was cross-validated (ADR 89).
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var files = context.Files("nab").Where(file => IsReal(file)).Concat(context.Files("load")).ToList();
        if (context.IsReduced) files = [.. files.Take(ReducedFiles)];
        if (files.Count == 0) return [];
        var tallies = Horizons.ToDictionary(horizon => horizon, _ => new ForecastTally());
        foreach (var file in files) Judge(file, tallies);
        var rows = tallies.SelectMany(tally => RowsOf(tally.Key, tally.Value)).ToList();
        context.Draw(Name, "error by file", ForecastPicture.Of(tallies));
        return rows;
    }

    private static bool IsReal(string file) => Path.GetFileName(Path.GetDirectoryName(file))!.StartsWith("real", StringComparison.Ordinal);

    private static bool IsLoad(string file) => Path.GetFileName(Path.GetDirectoryName(file)) == "load";

    private static IEnumerable<QualityRow> RowsOf(int horizon, ForecastTally tally)
    {
        var minutes = horizon / 60;
        var split = string.Create(CultureInfo.InvariantCulture, $"nab {tally.ErrorRatio(IsReal):0.000}, load {tally.ErrorRatio(IsLoad):0.000}; each file: mean {tally.ErrorRatios.Values.Average():0.000}, worst {tally.ErrorRatios.Values.Max():0.000}");
        yield return new QualityRow($"forecast: error over the last value's, {minutes} min", tally.ErrorRatio(_ => true), "≤ 0.8", tally.ErrorRatios.Count, Command) { BestKnown = "0.83", Note = split };
        var range = string.Create(CultureInfo.InvariantCulture, $"files: {tally.Coverages.Values.Min():0.000} to {tally.Coverages.Values.Max():0.000}");
        yield return new QualityRow($"forecast: coverage of the 90 % band, {minutes} min", tally.Coverages.Values.Average(), "0.88–0.92", tally.Coverages.Count, Command) { BestKnown = "0.887", Note = range };
        yield return new QualityRow($"forecast: calibration error of breaches, {minutes} min", tally.CalibrationError, "≤ 0.005", tally.Count, Command) { BestKnown = "0.003" };
    }

    private static void Judge(string path, IReadOnlyDictionary<int, ForecastTally> tallies)
    {
        var file = ForecastFile.Load(path);
        if (file.Values.Count <= WarmRows) return;
        using var run = new SeriesRun();
        var input = path;
        if (file.IsByRow) file.Write(input = run.Temporary("input.csv"));
        var forecasts = run.Forecasts(input).Where(row => tallies.ContainsKey((int)row.HorizonSeconds)).GroupBy(row => (int)row.HorizonSeconds);
        foreach (var horizon in forecasts) Judge(file, horizon, Math.Max(horizon.Key, file.StepSeconds), tallies[horizon.Key]);
    }

    private static void Judge(ForecastFile file, IEnumerable<ForecastRow> forecasts, double ahead, ForecastTally tally)
    {
        var (error, naive, inside, count, origin, target) = (0.0, 0.0, 0, 0, 0, 0);
        foreach (var forecast in forecasts)
        {
            while (file.Times[origin] < forecast.Time) origin++;
            while (target < file.Times.Count && file.Times[target] < forecast.Time + ahead - (file.StepSeconds / 2)) target++;
            if (target == file.Times.Count) break;
            var value = file.Values[target];
            if (target <= WarmRows || double.IsNaN(value) || file.Times[target] > forecast.Time + ahead + (file.StepSeconds / 2)) continue;
            error += Math.Abs(value - forecast.Median);
            naive += Math.Abs(value - file.Values[origin]);
            if (value >= forecast.Low && value <= forecast.High) inside++;
            count++;
            tally.Take(forecast.BreachProbability, value > forecast.Limit);
        }

        if (count == 0) return;
        tally.ErrorRatios[file.Path] = Math.Max(error, MinError) / Math.Max(naive, MinError);
        tally.Coverages[file.Path] = (double)inside / count;
    }
}
