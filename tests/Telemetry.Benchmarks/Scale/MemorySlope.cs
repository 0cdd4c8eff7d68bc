using System.Globalization;
using Telemetry.Benchmarks.Input;
using Telemetry.Benchmarks.Report;
using Telemetry.Benchmarks.Scraping;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Scale;

/// <summary>
/// Memory and CPU of a collector over a growing number of series, every one forwarded and every bucket line one series: the slope is what
/// a series costs, the floor what the process needs without any.
/// </summary>
internal static class MemorySlope
{
    private static readonly int[] Steps = [50_000, 200_000, 500_000, 1_000_000];
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // The first round is spread over five seconds, the third is over after 65 more.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Table table)
    {
        var page = ServedPage.OfSameSeries((await RecordedPages.LoadAsync(pagesPerJob: 12))["apiserver"]);
        table.Heading($"A growing number of series at {Interval.TotalSeconds} s, forward: all", "targets", "memory", "CPU of a core", "CPU / M samples", "scrapes that came");
        var points = new List<(double Series, double Bytes)>();
        foreach (var series in Steps) points.Add(await MeasureAsync(table, page, Math.Max(1, (int)Math.Round((double)series / page[0].Samples))));
        var (slope, floor) = LeastSquares(points);
        table.Note(string.Create(CultureInfo.InvariantCulture, $"Memory = {floor / 1e6:0} MB + {slope:0} B for each series."));
    }

    private static async Task<(double Series, double Bytes)> MeasureAsync(Table table, IReadOnlyList<ServedPage> page, int targets)
    {
        await using var served = await ServedPages.StartAsync([.. Enumerable.Repeat(page, targets)]);
        var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
        try
        {
            await using var process = new CollectorContender(forwardsAll: true).Start(new ScrapeLoad(served, Interval), folder);
            await Task.Delay(WarmUp);
            var (before, scrapes) = (ProcessUsage.Of(process.Id), served.Sink.Scrapes.Count);
            await Task.Delay(Measured);
            var after = ProcessUsage.Of(process.Id);
            scrapes = served.Sink.Scrapes.Count - scrapes;
            var cpu = after.CpuSeconds - before.CpuSeconds;
            table.Row(
                string.Create(CultureInfo.InvariantCulture, $"{served.Series / 1e3:0} k series"),
                targets.ToString(CultureInfo.InvariantCulture),
                Figures.Fixed(after.ResidentBytes / 1e6, "MB"),
                string.Create(CultureInfo.InvariantCulture, $"{cpu / Measured.TotalSeconds * 100:0.0} %"),
                Figures.Fixed(cpu / (scrapes * (double)page[0].Samples / 1e6), "s"),
                string.Create(CultureInfo.InvariantCulture, $"{scrapes} of {targets * Measured / Interval:0}"));
            return (served.Series, after.ResidentBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double Slope, double Floor) LeastSquares(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        var slope = points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
        return (slope, y - (slope * x));
    }
}
