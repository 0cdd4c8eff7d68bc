using Telemetry.Benchmarks.Quality.Simulation;

namespace Telemetry.Benchmarks.Quality.Histograms;

/// <summary>How many false alarms the histogram detector raises for each one that its budget allows.</summary>
internal sealed class HistogramFalseAlarmsMeasure : IQualityMeasure
{
    private const double DaySeconds = 86_400;
    private const double Days = 225;
    private const double ReducedDays = 20;
    private const double WarmDays = 1;
    private const double MonthDays = 30;
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
        var rows = new List<QualityRow>();
        var days = context.IsReduced ? ReducedDays : Days;
        var (pooled, cells) = (0, 0);
        foreach (var noise in context.IsReduced ? [LatencyNoise.Normal] : Enum.GetValues<LatencyNoise>())
            foreach (var autocorrelation in context.IsReduced ? [0.9] : Autocorrelations)
                foreach (var rate in Rates)
                {
                    var watch = Watch(new LatencySettings(rate, noise, autocorrelation), days);
                    rows.Add(RowOf($"{noise}, autocorrelation {autocorrelation}, {rate} a scrape", watch.Alerts[0] / days, days));
                    (pooled, cells) = (pooled + watch.Alerts[1], cells + 1);
                    context.Log.WriteLine($"  {noise} {autocorrelation} {rate}: {watch.Alerts[0] / days:F2}, {watch.Alerts[1] / days * MonthDays:F2}");
                }

        var budgeted = cells * days / MonthDays;
        rows.Add(new QualityRow("histogram false alarms, realised ÷ budgeted at one in 30 days, all cells", pooled / budgeted, "0.8–1.25", (int)budgeted, Command));
        foreach (var seconds in context.IsReduced ? [] : Intervals)
            rows.Add(RowOf($"every {seconds} s", Watch(new LatencySettings(Rates[1], StepSeconds: seconds), days).Alerts[0] / days, days));
        return rows;
    }

    private string Command => $"./telemetry bench quality {Name}";

    private QualityRow RowOf(string cell, double ratio, double days) =>
        new($"histogram false alarms, realised ÷ budgeted at one a day, {cell}", ratio, "0.7–1.4", (int)days, Command);

    private static LatencyWatch Watch(LatencySettings settings, double days)
    {
        var watch = new LatencyWatch(settings, Seed, 1, 1 / MonthDays);
        watch.Run((long)(WarmDays * DaySeconds / settings.StepSeconds));
        watch.Forget();
        watch.Run((long)(days * DaySeconds / settings.StepSeconds));
        return watch;
    }
}
