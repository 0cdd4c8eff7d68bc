using System.Globalization;

namespace Telemetry.Benchmarks.Quality.FalseAlarms;

/// <summary>Realised over budgeted alerts: of each noise family, autocorrelation and rate at one a day, and of all of them at one in 30 days.</summary>
/// <param name="subject">What raised the alerts.</param>
/// <param name="command">Command that shows them again.</param>
internal sealed class FalseAlarmRows(string subject, string command)
{
    /// <summary>Days of the second budget.</summary>
    public const double DaysPerMonth = 30;

    private const string DailyGoal = "0.7–1.4";

    /// <summary>The rows: what sums the cells up, then each of them.</summary>
    /// <param name="cells">One at least.</param>
    /// <param name="days">Days that each of them was watched.</param>
    public IEnumerable<QualityRow> Of(IReadOnlyList<FalseAlarmCell> cells, double days)
    {
        var (low, high) = (cells.MinBy(cell => cell.Daily), cells.MaxBy(cell => cell.Daily));
        var rows = cells.Select(cell => Daily($"{cell.Family}, {cell.Conditions}", cell.Daily, days) with { Cell = new QualityCell(cell.Family, cell.Conditions) }).ToList();
        var months = cells.Count * days / DaysPerMonth;
        return
        [
            Daily("lowest cell", low.Daily, days) with { Note = $"{low.Family}, {low.Conditions}" },
            Daily("highest cell", high.Daily, days) with { Note = $"{high.Family}, {high.Conditions}" },
            new QualityRow($"{subject}: share of cells within {DailyGoal} at one a day", rows.Average(row => row.IsReached == true ? 1.0 : 0), "= 1", cells.Count, command),
            Daily("all cells", cells.Sum(cell => cell.Daily), cells.Count * days) with { Goal = "" },
            new QualityRow($"{subject}: realised ÷ budgeted at one in 30 days, all cells", cells.Sum(cell => cell.Monthly) / months, "0.8–1.25", (int)months, command),
            .. rows,
        ];
    }

    /// <summary>The row of what was watched so many days at one a day.</summary>
    public QualityRow Daily(string name, int alerts, double days) => new($"{subject}: realised ÷ budgeted at one a day, {name}", alerts / days, DailyGoal, (int)days, command);

    /// <summary>Autocorrelation and rate in the words of a column.</summary>
    public static string Conditions(double autocorrelation, double rate) => string.Create(CultureInfo.InvariantCulture, $"φ {autocorrelation}, {rate} a sample");
}
