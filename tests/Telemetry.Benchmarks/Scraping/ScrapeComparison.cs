using System.Globalization;
using Telemetry.Benchmarks.Input;
using Telemetry.Benchmarks.Report;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>
/// Whole processes against each other: each scrapes the same targets for the same time and sends to the same sink, one after the other,
/// and is judged by the CPU time that an arrived sample cost it and by its memory. A contender whose scrapes do not all bring the
/// page's number of samples is void.
/// </summary>
internal static class ScrapeComparison
{
    private const int ApiServers = 4;
    private const int Etcds = 200;
    private const int PagesPerJob = 12;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <param name="table">Where the figures go.</param>
    /// <param name="measured">For how long each contender is measured.</param>
    public static async Task RunAsync(Table table, TimeSpan measured)
    {
        var pages = await RecordedPages.LoadAsync(PagesPerJob);
        var (apiServer, etcd) = (ServedPage.OfSameSeries(pages["apiserver"]), ServedPage.OfSameSeries(pages["etcd"]));
        await using var served = await ServedPages.StartAsync([.. Enumerable.Repeat(apiServer, ApiServers), .. Enumerable.Repeat(etcd, Etcds)]);
        var load = new ScrapeLoad(served, Interval);
        table.Heading(
            string.Create(CultureInfo.InvariantCulture, $"{served.Targets.Count} targets, {served.Series / 1e3:0} k series, {Interval.TotalSeconds} s"),
            "samples arrived", "CPU", "CPU / M samples", "peer / ours", "memory", "peer / ours", "whole scrapes");
        Measurement? ours = null;
        foreach (var contender in new IContender[] { new CollectorContender(forwardsAll: true), new PrometheusContender(), new VmagentContender(), new CollectorContender(forwardsAll: false) })
        {
            if (contender.Missing is { } reason)
            {
                table.Row(contender.Name, reason);
                continue;
            }

            var measurement = await MeasureAsync(contender, load, measured);
            ours ??= measurement;
            Print(table, contender, measurement, ours);
        }

        table.Note("Each sends what it scraped to a sink on loopback, ours as OTLP records, the peers by remote write. The catalog's row is per sample on the page.");
    }

    private static async Task<Measurement> MeasureAsync(IContender contender, ScrapeLoad load, TimeSpan measured)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
        try
        {
            var sink = load.Served.Sink;
            sink.Clear();
            await using var process = contender.Start(load, folder);
            await Task.Delay(WarmUp);
            var (before, samples, scrapes) = (ProcessUsage.Of(Alive(contender, process)), sink.Samples, sink.Scrapes.Count);
            await Task.Delay(measured);
            var after = ProcessUsage.Of(Alive(contender, process));
            (samples, scrapes) = (sink.Samples - samples, sink.Scrapes.Count - scrapes);
            await process.StopAsync(TimeSpan.FromSeconds(60));
            var whole = sink.Scrapes.Count(scrape => scrape.Value == load.Served.SamplesOf(scrape.Key.Instance));
            return new Measurement(
                contender.SendsAll ? samples : (long)scrapes * load.Served.Series / load.Served.Targets.Count,
                after.CpuSeconds - before.CpuSeconds, after.ResidentBytes, measured, (double)whole / sink.Scrapes.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Alive(IContender contender, ChildProcess process) =>
        process.HasExited ? throw new InvalidOperationException($"{contender.Name} ended early:{Environment.NewLine}{process.Tail()}") : process.Id;

    private static void Print(Table table, IContender contender, Measurement measurement, Measurement ours) => table.Row(
        contender.Name,
        Figures.PerSecond(measurement.Samples / measurement.Time.TotalSeconds, "samples"),
        string.Create(CultureInfo.InvariantCulture, $"{measurement.CpuSeconds / measurement.Time.TotalSeconds * 100:0.0} %"),
        Figures.Fixed(measurement.CpuPerMillion, "s"),
        Figures.Ratio(measurement.CpuPerMillion / ours.CpuPerMillion),
        Figures.Fixed(measurement.ResidentBytes / 1e6, "MB"),
        Figures.Ratio((double)measurement.ResidentBytes / ours.ResidentBytes),
        contender.SendsAll ? string.Create(CultureInfo.InvariantCulture, $"{measurement.WholeScrapes * 100:0.0} %") : "-");

    /// <param name="Samples">Samples that arrived; for a contender that leaves some out, those of the pages behind them.</param>
    /// <param name="CpuSeconds">CPU time of the process.</param>
    /// <param name="ResidentBytes">Its memory at the end.</param>
    /// <param name="Time">Over which this was measured.</param>
    /// <param name="WholeScrapes">Share of the scrapes of which as many samples arrived as the page has; the last ones may be cut off.</param>
    private sealed record Measurement(long Samples, double CpuSeconds, long ResidentBytes, TimeSpan Time, double WholeScrapes)
    {
        public double CpuPerMillion => CpuSeconds / (Samples / 1e6);
    }
}
