using System.Globalization;
using System.Runtime.InteropServices;
using Telemetry.Backtest.Csv;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>One line of <c>--forecasts</c>.</summary>
/// <param name="Time">When it was made: Unix seconds, or seconds from 0.</param>
/// <param name="Series">Name of the series.</param>
/// <param name="HorizonSeconds">How far ahead.</param>
/// <param name="Low">5 % quantile.</param>
/// <param name="Median">Median.</param>
/// <param name="High">95 % quantile.</param>
/// <param name="Limit">Limit of the breach.</param>
/// <param name="BreachProbability">Probability that the value then is above the limit.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ForecastRow(
    double Time, string Series, double HorizonSeconds, double Low, double Median, double High, double Limit, double BreachProbability)
{
    /// <summary>Reads a file, line by line.</summary>
    public static IEnumerable<ForecastRow> Read(string path)
    {
        var fields = new List<string>();
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            CsvFields.Split(line, fields);
            double Number(int column) => fields[column].Length == 0 ? double.NaN : double.Parse(fields[column], CultureInfo.InvariantCulture);
            yield return new ForecastRow(Number(0), fields[1], Number(2), Number(3), Number(4), Number(5), Number(6), Number(7));
        }
    }
}
