using System.Diagnostics;
using System.Globalization;
using Telemetry.Benchmarks.Input;
using Telemetry.Benchmarks.Report;
using Telemetry.Benchmarks.Scraping;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Scale;

/// <summary>From the start of the process until a scrape of every one of a thousand targets has arrived.</summary>
internal static class RestartTime
{
    private const int Targets = 1000;
    private const int Runs = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(Table table)
    {
        var page = ServedPage.OfSameSeries((await RecordedPages.LoadAsync(pagesPerJob: 1))["etcd"]);
        table.Heading($"Restart with {Targets} targets at {Interval.TotalSeconds} s", "every target scraped", "limit");
        for (var run = 1; run <= Runs; run++)
        {
            var time = await MeasureAsync(page);
            table.Row(string.Create(CultureInfo.InvariantCulture, $"run {run}"), Figures.Fixed(time.TotalSeconds, "s"), "10 s");
        }
    }

    private static async Task<TimeSpan> MeasureAsync(IReadOnlyList<ServedPage> page)
    {
        await using var served = await ServedPages.StartAsync([.. Enumerable.Repeat(page, Targets)]);
        var folder = Directory.CreateTempSubdirectory("telemetry-bench-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            await using var process = new CollectorContender(forwardsAll: false).Start(new ScrapeLoad(served, Interval), folder);
            await Eventually.TrueAsync(
                () => served.Sink.Scrapes.Keys.Select(scrape => scrape.Instance).Distinct().Count() == Targets,
                Deadline, () => $"{served.TargetsScraped} targets scraped\n{process.Tail()}");
            return watch.Elapsed;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
