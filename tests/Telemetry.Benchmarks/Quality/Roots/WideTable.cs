using System.Globalization;
using Telemetry.Backtest.Csv;
using Telemetry.Benchmarks.Quality.Series;

namespace Telemetry.Benchmarks.Quality.Roots;

/// <summary>A file with one column a series; a missing value is NaN.</summary>
/// <param name="Series">Names of the columns behind the time.</param>
/// <param name="Times">Unix seconds of the rows.</param>
/// <param name="Rows">Values, row by row.</param>
internal sealed record WideTable(IReadOnlyList<string> Series, IReadOnlyList<double> Times, IReadOnlyList<double[]> Rows)
{
    /// <summary>Reads a file.</summary>
    public static WideTable Load(string path)
    {
        var (series, times, rows, fields) = (new List<string>(), new List<double>(), new List<double[]>(), new List<string>());
        foreach (var line in CsvLines.Read(path))
        {
            CsvFields.Split(line, fields);
            if (series.Count == 0)
            {
                series.AddRange(fields.Skip(1));
                continue;
            }

            if (!CsvTime.TryParse(fields[0], out var timeMs)) continue;
            times.Add(timeMs / 1000.0);
            rows.Add([.. fields.Skip(1).Select(Parse)]);
        }

        return new WideTable(series, times, rows);
    }

    /// <summary>Writes the file that <see cref="Load"/> reads.</summary>
    public void Save(string path)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("timestamp," + string.Join(',', Series.Select(CsvFields.Quote)));
        for (var i = 0; i < Times.Count; i++)
        {
            var values = Rows[i].Select(value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture));
            writer.WriteLine(Times[i].ToString("R", CultureInfo.InvariantCulture) + "," + string.Join(',', values));
        }
    }

    private static double Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
