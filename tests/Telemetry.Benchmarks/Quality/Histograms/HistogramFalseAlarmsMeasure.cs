using System.Globalization;
using Telemetry.Benchmarks.Quality.FalseAlarms;
using Telemetry.Benchmarks.Quality.Simulation;

namespace Telemetry.Benchmarks.Quality.Histograms;

/// <summary>How many false alarms the histogram detector raises for each one that its budget allows.</summary>
internal sealed class HistogramFalseAlarmsMeasure : IQualityMeasure
{
    private const double DaySeconds = 86_400;
    // 54 cells of 225 days are 405 alerts at one in 30 days.
    private const double Days = 225;
    private const double ReducedDays = 20;
    private const double WarmDays = 1;
    private const int Seed = 7;

    private static readonly double[] Autocorrelations = [0, 0.6, 0.9];
    private static readonly double[] Rates = [10, 30, 300];
    private static readonly double[] Intervals = [1, 5, 15];

    /// <inheritdoc/>
    public string Name => "histogram-false-alarms";

    /// <inheritdoc/>
    public string Method =>
        "The latencies of histogram-drift with nothing wrong, in six noise families (the common wandering normal; absent; Student's t of 3 degrees of "
        + "freedom; exponential; normal with scrapes five times as far in 1 %; normal with requests in batches of five) × autocorrelations 0, 0.6, 0.9 × "
        + "10, 30, 300 observations a scrape, 225 days each at 10 s after a day of learning. Alerts at a budget of one a day, each cell by itself, and at "
        + "one in 30 days, all cells pooled. Then the first family at scrape intervals of 1, 5 and 15 s.";

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var days = context.IsReduced ? ReducedDays : Days;
        var rows = new FalseAlarmRows("histogram", $"./telemetry bench quality {Name}");
        return
        [
            .. rows.Of([.. Cells(context, days)], days),
            .. (context.IsReduced ? [] : Intervals).Select(seconds => rows.Daily($"every {seconds} s", Watch(new LatencySettings(Rates[1], StepSeconds: seconds), days).Alerts[0], days)),
        ];
    }

    private static IEnumerable<FalseAlarmCell> Cells(QualityContext context, double days)
    {
        foreach (var noise in context.IsReduced ? [LatencyNoise.Normal] : Enum.GetValues<LatencyNoise>())
            foreach (var autocorrelation in context.IsReduced ? [0.9] : Autocorrelations)
                foreach (var rate in Rates)
                {
                    var watch = Watch(new LatencySettings(rate, noise, autocorrelation), days);
                    var cell = new FalseAlarmCell($"{noise}", FalseAlarmRows.Conditions(autocorrelation, rate), watch.Alerts[0], watch.Alerts[1]);
                    context.Log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {cell.Family}, {cell.Conditions}: {cell.Daily / days:F2}, {cell.Monthly / days * FalseAlarmRows.DaysPerMonth:F2}"));
                    yield return cell;
                }
    }

    private static LatencyWatch Watch(LatencySettings settings, double days)
    {
        var watch = new LatencyWatch(settings, Seed, 1, 1 / FalseAlarmRows.DaysPerMonth);
        watch.Run((long)(WarmDays * DaySeconds / settings.StepSeconds));
        watch.Forget();
        watch.Run((long)(days * DaySeconds / settings.StepSeconds));
        return watch;
    }
}
