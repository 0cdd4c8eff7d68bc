using Telemetry.Benchmarks.Quality.Simulation;

namespace Telemetry.Benchmarks.Quality.Histograms;

/// <summary>How soon the histogram detector finds four changes, at one false alarm in thirty days.</summary>
internal sealed class HistogramDriftMeasure : IQualityMeasure
{
    private const double BudgetPerDay = 1 / 30.0;
    private const int ScrapesPerDay = 8640;
    private const int WarmScrapes = 2 * ScrapesPerDay;
    private const int LongestScrapes = ScrapesPerDay / 2;
    private const int Runs = 100;
    private const int ReducedRuns = 8;
    private const int FirstSeed = 1000;

    /// <inheritdoc/>
    public string Name => "histogram-drift";

    /// <inheritdoc/>
    public string Method =>
        "Latencies of an etcd disk are drawn as log-normal (median 2 ms, deviation of the logarithm 0.6) and counted into buckets of 1 ms × 2ⁿ "
        + "(14 and +Inf) every 10 s, Poisson around 300 or 30 a scrape with a day cycle of ±40 %. All of them wander together by 4 % (autoregression "
        + "of 0.9 from scrape to scrape), and the full swing of the load makes them 5 % slower. After two days the change begins at a time of day that "
        + "differs from run to run. The alert is that of the shipped detector at a budget of one false alert in 30 days; whether that budget is "
        + "kept on the same noise stands under histogram-false-alarms. A run is found when its alert comes within 12 h; what is not found counts as 12 h in the median.";

    private static double Goal(double rate, int change) => (rate, change) switch
    {
        (300, 0) or (300, 2) or (30, 0) => 1,
        (300, 1) => 5,
        (300, _) => 75,
        (_, 1) => 25,
        (_, 2) => 4,
        _ => 100,
    };

    // Of a series of the p99 as a query computes it, at the same false alarms.
    private static string BestKnown(double rate, int change) => (rate, change) switch
    {
        (300, 0) => "p99 series 3",
        (300, 1) => "p99 series 127, 60 % found",
        (300, 2) => "p99 series 1",
        (300, _) => "p99 series 134",
        _ => "",
    };

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var rows = new List<QualityRow>();
        var runs = context.IsReduced ? ReducedRuns : Runs;
        foreach (var rate in (ReadOnlySpan<double>)[300, 30])
            for (var change = 0; change < LatencyChange.All.Count; change++)
                Measure(rows, rate, change, runs);
        return rows;
    }

    private void Measure(List<QualityRow> rows, double rate, int change, int runs)
    {
        var (name, what) = LatencyChange.All[change];
        var delays = Enumerable.Range(0, runs).Select(run => DelayOf(rate, what, FirstSeed + run)).Order().ToArray();
        var found = delays.Count(delay => delay <= LongestScrapes) / (double)runs;
        var command = $"./telemetry bench quality {Name}";
        rows.Add(new QualityRow($"histogram drift, {rate:F0} a scrape, {name}: median delay in scrapes", delays[runs / 2], $"≤ {Goal(rate, change):F0}", runs, command) { BestKnown = BestKnown(rate, change) });
        rows.Add(new QualityRow($"histogram drift, {rate:F0} a scrape, {name}: found within 12 h", found, "≥ 0.95", runs, command));
    }

    // Scrapes from the first changed one to the alert, both included; one more than the longest where none comes.
    private static int DelayOf(double rate, LatencyChange change, int seed)
    {
        var watch = new LatencyWatch(new LatencySettings(rate), seed, BudgetPerDay);
        watch.Run(WarmScrapes);
        watch.Forget();
        watch.Begin(change);
        var delay = 0;
        while (watch.Alerts[0] == 0 && delay++ < LongestScrapes) watch.Step();
        return Math.Max(delay, 1);
    }
}
