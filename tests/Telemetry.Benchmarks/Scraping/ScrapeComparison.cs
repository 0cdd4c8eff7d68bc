using System.Globalization;
using Telemetry.Benchmarks.Input;
using Telemetry.Benchmarks.Report;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>
/// Whole processes against each other: each scrapes the same targets for the same time, one after the other, and is judged by the CPU
/// time that a sample costs it and by its peak memory.
/// </summary>
internal static class ScrapeComparison
{
    private const int ApiServers = 4;
    private const int Etcds = 16;
    private const int PagesPerJob = 8;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Table table)
    {
        var pages = await RecordedPages.LoadAsync(PagesPerJob);
        List<ServedPage> apiServer = [.. pages["apiserver"].Select(ServedPage.Of)], etcd = [.. pages["etcd"].Select(ServedPage.Of)];
        await using var served = await ServedPages.StartAsync([.. Enumerable.Repeat(apiServer, ApiServers), .. Enumerable.Repeat(etcd, Etcds)]);

        table.Heading(
            $"Whole process, {ApiServers} API servers + {Etcds} etcds at 1 s",
            "served", "CPU", "CPU / M samples", "ratio to ours", "peak memory", "ratio to ours");
        Measurement? ours = null;
        foreach (IContender contender in new IContender[] { new CollectorContender(), new PrometheusContender(), new VmagentContender() })
        {
            if (contender.Missing is { } reason)
            {
                table.Row(contender.Name, reason);
                continue;
            }

            var measurement = await MeasureAsync(contender, served);
            ours ??= measurement;
            Print(table, contender.Name, measurement, ours);
        }

        table.Note("Ours parses every line and makes OTLP records of the catalog's families, which go nowhere. Ratios above 1: the peer needs more.");
    }

    private static async Task<Measurement> MeasureAsync(IContender contender, ServedPages served)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
        try
        {
            await using var process = contender.Start(served, folder);
            await Task.Delay(WarmUp);
            var before = ProcessUsage.Of(Alive(contender, process));
            served.TakeCount();
            await Task.Delay(Measured);
            var after = ProcessUsage.Of(Alive(contender, process));
            return new Measurement(served.TakeCount(), after.CpuSeconds - before.CpuSeconds, after.PeakBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Alive(IContender contender, ChildProcess process) =>
        process.HasExited ? throw new InvalidOperationException($"{contender.Name} ended early:{Environment.NewLine}{process.Tail()}") : process.Id;

    private static void Print(Table table, string name, Measurement measurement, Measurement ours) => table.Row(
        name,
        Figures.PerSecond(measurement.Served.Samples / Measured.TotalSeconds, "samples"),
        string.Create(CultureInfo.InvariantCulture, $"{measurement.CpuSeconds / Measured.TotalSeconds * 100:0} %"),
        Figures.Fixed(measurement.CpuPerMillion, "s"),
        Figures.Ratio(measurement.CpuPerMillion / ours.CpuPerMillion),
        Figures.Fixed(measurement.PeakBytes / 1e6, "MB"),
        Figures.Ratio((double)measurement.PeakBytes / ours.PeakBytes));

    private sealed record Measurement(ServedCount Served, double CpuSeconds, long PeakBytes)
    {
        public double CpuPerMillion => CpuSeconds / (Served.Samples / 1e6);
    }
}
