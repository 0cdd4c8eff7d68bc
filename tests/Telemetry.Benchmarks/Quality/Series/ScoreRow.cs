using System.Globalization;
using System.Runtime.InteropServices;
using Telemetry.Backtest.Csv;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>One line of <c>--scores</c>.</summary>
/// <param name="Time">Unix seconds, or seconds from 0.</param>
/// <param name="Series">Name of the series.</param>
/// <param name="Value">The value; NaN for an empty cell.</param>
/// <param name="Score">−log₁₀ of the calibrated probability.</param>
/// <param name="IsAlert">Whether an alert is raised in this row.</param>
/// <param name="IsWarming">Whether the series had seen too little.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScoreRow(double Time, string Series, double Value, double Score, bool IsAlert, bool IsWarming)
{
    /// <summary>Reads a file, line by line.</summary>
    public static IEnumerable<ScoreRow> Read(string path)
    {
        var fields = new List<string>();
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            CsvFields.Split(line, fields);
            yield return new ScoreRow(Number(fields[0]), fields[1], Number(fields[2]), Number(fields[3]), fields[4] == "1", fields[5] == "1");
        }
    }

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
