using System.Globalization;
using Telemetry.Backtest.Csv;
using Telemetry.Benchmarks.Quality.Series;

namespace Telemetry.Benchmarks.Quality.Forecasts;

/// <summary>The values of one file, row by row: column <c>value</c>, or <c>qps</c> with times made anew from the row's number.</summary>
/// <param name="Path">The file.</param>
/// <param name="Times">Seconds.</param>
/// <param name="Values">NaN where a row has none.</param>
internal sealed record ForecastFile(string Path, IReadOnlyList<double> Times, IReadOnlyList<double> Values)
{
    // The trace with this column was rounded to hundreds of seconds; its rows are 57 s apart.
    private const string ColumnByRow = "qps";
    private const double RowSeconds = 57;

    /// <summary>Whether the times are not the file's own.</summary>
    public bool IsByRow { get; private init; }

    /// <summary>Median distance of the rows, seconds.</summary>
    public double StepSeconds { get; } = StepOf(Times);

    public static ForecastFile Load(string path)
    {
        var (times, values, fields) = (new List<double>(), new List<double>(), new List<string>());
        int column = -1, row = 0;
        var isByRow = false;
        foreach (var line in CsvLines.Read(path))
        {
            CsvFields.Split(line, fields);
            if (column < 0)
            {
                isByRow = !fields.Contains("value");
                column = fields.IndexOf(isByRow ? ColumnByRow : "value");
                if (column < 0) break;
                continue;
            }

            if (!CsvTime.TryParse(fields[0], out var timeMs)) continue;
            times.Add(isByRow ? row++ * RowSeconds : timeMs / 1000.0);
            values.Add(fields[column].Length == 0 ? double.NaN : double.Parse(fields[column], CultureInfo.InvariantCulture));
        }

        return new ForecastFile(path, times, values) { IsByRow = isByRow };
    }

    private static double StepOf(IReadOnlyList<double> times)
    {
        var steps = times.Zip(times.Skip(1), (before, after) => after - before).Where(step => step > 0).Order().ToList();
        return steps.Count == 0 ? 1 : steps[steps.Count / 2];
    }

    /// <summary>A copy with these times and one column.</summary>
    public void Write(string path) => File.WriteAllLines(
        path, Times.Zip(Values, (time, value) => string.Create(CultureInfo.InvariantCulture, $"{time},{(double.IsNaN(value) ? "" : value)}")).Prepend("t,value"));
}
