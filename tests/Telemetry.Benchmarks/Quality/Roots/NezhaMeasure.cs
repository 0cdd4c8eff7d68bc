using System.Globalization;
using Telemetry.Backtest.Columns;
using Telemetry.Backtest.Csv;
using Telemetry.Benchmarks.Quality.Series;

namespace Telemetry.Benchmarks.Quality.Roots;

/// <summary>A day of faults in an online shop in rows of a minute, turned round so that its quiet part comes first.</summary>
internal sealed class NezhaMeasure : IQualityMeasure
{
    private const string Command = "./telemetry bench quality nezha";
    private const double BudgetPerDay = 24;
    private const double QuietFrom = 8.5 * 3600;
    private const double SecondsPerDay = 86_400;
    private const double Step = 60;
    private const double FaultLasts = 180;
    private const double Grace = 120;

    /// <inheritdoc/>
    public string Name => "nezha";

    /// <inheritdoc/>
    public string Method => """
        Each day of `nezha/` turned round: the rows from 08:30 UTC on first, the rest after them one step later; `--budget 24`, no topology but what the edge
        columns tell. A fault lasts three minutes; it is paged by a page between its start and its end + 2 min, and its root is the component first in that
        incident's last line up to then. Every other page is false.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var (faults, paged, first, falsePages, hours) = (0, 0, 0, 0, 0.0);
        if (context.IsReduced) return [];
        using var run = new SeriesRun { BudgetPerDay = BudgetPerDay };
        foreach (var file in context.Files("nezha").Where(file => !file.EndsWith("-events.csv.gz", StringComparison.Ordinal)))
        {
            var (turned, moved, seconds) = Turn(file, run.Temporary("turned.csv"));
            hours += seconds / 3600;
            var events = run.Events(turned);
            var pages = events.Where(line => line.Event == "paged").ToList();
            var used = new HashSet<EventRow>();
            foreach (var (at, component) in FaultsOf(file, moved))
            {
                faults++;
                var until = at + FaultLasts + Grace;
                var own = pages.FindAll(page => page.Time >= at && page.Time <= until);
                used.UnionWith(own);
                if (own.Count == 0) continue;
                paged++;
                if (EventRow.RootOf(events, own[0].Incident, until) == component) first++;
            }

            falsePages += pages.Count(page => !used.Contains(page));
        }

        return faults == 0 ? [] : [.. RowsOf(faults, paged, first, falsePages / hours)];
    }

    private static IEnumerable<QualityRow> RowsOf(int faults, int paged, int first, double falsePagesPerHour)
    {
        yield return new QualityRow("nezha: faults paged", paged, "≥ 20", faults, Command) { BestKnown = "prototype 0.63–0.75 of them", Note = "the goal is of 24" };
        yield return new QualityRow("nezha: false pages an hour", falsePagesPerHour, "≤ 1", faults, Command);
        yield return new QualityRow("nezha: root first, of those paged", paged == 0 ? double.NaN : (double)first / paged, "≥ 0.85", paged, Command) { BestKnown = "prototype 0.71" };
    }

    // How much later the moved part is, and how long the day.
    private static (string Path, double Moved, double Seconds) Turn(string file, string path)
    {
        var rows = new List<(double Time, string Cells)>();
        foreach (var line in CsvLines.Read(file).Skip(1))
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            if (double.TryParse(line.AsSpan(0, comma), CultureInfo.InvariantCulture, out var time)) rows.Add((time, line[comma..]));
        }

        var (from, to) = (rows.Min(row => row.Time), rows.Max(row => row.Time));
        var cut = (Math.Floor(from / SecondsPerDay) * SecondsPerDay) + QuietFrom;
        var moved = to + Step - from;
        using var writer = new StreamWriter(path);
        writer.WriteLine("timestamp,series,value");
        foreach (var (time, cells) in rows.Select(row => row.Time >= cut ? row : row with { Time = row.Time + moved }).OrderBy(row => row.Time))
            writer.WriteLine(time.ToString("R", CultureInfo.InvariantCulture) + cells);
        return (path, moved, to - from);
    }

    // Faults lie in the part that was moved.
    private static IEnumerable<(double At, string Component)> FaultsOf(string file, double moved)
    {
        var fields = new List<string>();
        foreach (var line in CsvLines.Read(file.Replace(".csv.gz", "-events.csv.gz", StringComparison.Ordinal)).Skip(1))
        {
            CsvFields.Split(line, fields);
            yield return (double.Parse(fields[0], CultureInfo.InvariantCulture) + moved, ComponentName.Of(fields[2] + "|"));
        }
    }
}
