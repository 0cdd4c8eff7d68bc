using Telemetry.Backtest.Csv;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>The labels of a file, which the program never reads: row by row, in the order of the file.</summary>
/// <param name="Times">Unix seconds, or seconds from 0.</param>
/// <param name="IsLabelled">Whether the row is labelled 1.</param>
internal sealed record LabelledSeries(IReadOnlyList<double> Times, IReadOnlyList<bool> IsLabelled)
{
    /// <summary>Reads the column <c>label</c>; all false where there is none or it is empty.</summary>
    public static LabelledSeries Load(string path)
    {
        var (times, labels, fields) = (new List<double>(), new List<bool>(), new List<string>());
        var column = -1;
        foreach (var line in CsvLines.Read(path))
        {
            CsvFields.Split(line, fields);
            if (column < 0)
            {
                column = Math.Max(0, fields.IndexOf("label"));
                continue;
            }

            if (!CsvTime.TryParse(fields[0], out var timeMs)) continue;
            times.Add(timeMs / 1000.0);
            labels.Add(column > 0 && column < fields.Count && fields[column] is "1" or "1.0");
        }

        return new LabelledSeries(times, labels);
    }

    /// <summary>Runs of labelled rows: first and last row of each.</summary>
    public IEnumerable<(int First, int Last)> Events()
    {
        for (var i = 0; i < IsLabelled.Count; i++)
        {
            if (!IsLabelled[i]) continue;
            var first = i;
            while (i + 1 < IsLabelled.Count && IsLabelled[i + 1]) i++;
            yield return (first, i);
        }
    }
}
