using System.Diagnostics;
using Telemetry.Benchmarks.Quality.Simulation;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Statistics;

namespace Telemetry.Benchmarks.Quality.Histograms;

/// <summary>What a histogram of twenty buckets costs: updates per CPU-second, and the memory that it keeps.</summary>
internal sealed class HistogramCostMeasure : IQualityMeasure
{
    private const int Buckets = 20;
    private const int MoreBuckets = 100;
    private const int Detectors = 500;
    private const int Scrapes = 2000;
    private const int ReducedScrapes = 200;
    private const int Runs = 7;
    private const double Limit = 0.5;

    /// <inheritdoc/>
    public string Name => "histogram-cost";

    /// <inheritdoc/>
    public string Method =>
        "500 detectors with a series each take 2,000 scrapes of the latencies of histogram-drift, widened to twenty buckets; an update is taking the "
        + "counts in, scoring and learning, on one core, processor time of the process, the best of seven runs. State is what the managed heap grows by for each detector with its "
        + "series, after those scrapes, the bounds that all of them share included; a further bucket's is the slope to a hundred buckets.";

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var scrapes = context.IsReduced ? ReducedScrapes : Scrapes;
        var runs = Enumerable.Range(0, Runs).Select(_ => Measure(Buckets, scrapes)).ToList();
        var (perSecond, state) = (runs.Max(run => run.PerSecond), runs[^1].Bytes);
        var (_, larger) = Measure(MoreBuckets, ReducedScrapes);
        var command = $"./telemetry bench quality {Name}";
        return
        [
            new QualityRow("histogram of 20 buckets: million updates per CPU-second", perSecond / 1e6, "≥ 1", Detectors * scrapes, command) { BestKnown = "ML.NET 0.26–5 million points" },
            new QualityRow("histogram of 20 buckets: bytes of state", state, "≤ 1331", Detectors, command) { BestKnown = "ML.NET several KB" },
            new QualityRow("histogram: bytes of state of a further bucket", (larger - state) / (MoreBuckets - Buckets), "≤ 16", Detectors, command),
        ];
    }

    private static (double PerSecond, double Bytes) Measure(int buckets, int scrapes)
    {
        double[] bounds = [.. Enumerable.Range(0, buckets - 1).Select(i => 0.001 * Math.Pow(2, i))];
        var (counts, sums) = Counts(buckets, scrapes);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var detectors = new HistogramDetector[Detectors];
        var series = new HistogramSeries[Detectors];
        for (var i = 0; i < Detectors; i++)
        {
            (detectors[i], series[i]) = (new HistogramDetector(new LogNormalPrior(0.002, 0.01), Limit), new HistogramSeries());
            detectors[i].AddStratum(bounds);
        }

        using var process = Process.GetCurrentProcess();
        var began = process.TotalProcessorTime;
        for (var scrape = 0; scrape < scrapes; scrape++)
        {
            var time = new ScrapeTime((scrape + 1) * 10_000L, 10);
            for (var i = 0; i < Detectors; i++)
            {
                series[i].Take(bounds, counts[scrape], sums[scrape], bornAtZero: false, detectors[i].StratumAt(0));
                detectors[i].Score(time);
                detectors[i].Learn(time, Learning.Allowed);
            }
        }

        process.Refresh();
        var took = process.TotalProcessorTime - began;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Detectors;
        // The input too: collected before the second look, it would be taken off the state.
        GC.KeepAlive((detectors, series, counts, sums));
        return (Detectors * (double)scrapes / took.TotalSeconds, bytes);
    }

    private static (ulong[][] Counts, double[] Sums) Counts(int buckets, int scrapes)
    {
        var latency = new SimulatedLatency(new LatencySettings(300), seed: 1);
        var (counts, sums) = (new ulong[scrapes][], new double[scrapes]);
        for (var scrape = 0; scrape < scrapes; scrape++)
        {
            latency.Step();
            counts[scrape] = new ulong[buckets];
            latency.Counts.CopyTo(counts[scrape], 0);
            sums[scrape] = latency.Sum;
        }

        return (counts, sums);
    }
}
