using BenchmarkDotNet.Running;
using Telemetry.Benchmarks.Chaos;
using Telemetry.Benchmarks.Fuzzing;
using Telemetry.Benchmarks.Grouping;
using Telemetry.Benchmarks.Inbox;
using Telemetry.Benchmarks.Acknowledging;
using Telemetry.Benchmarks.Latency;
using Telemetry.Benchmarks.Micro;
using Telemetry.Benchmarks.Parsing;
using Telemetry.Benchmarks.Quality;
using Telemetry.Benchmarks.Report;
using Telemetry.Benchmarks.Scale;
using Telemetry.Benchmarks.Scraping;
using Telemetry.Benchmarks.Storm;

namespace Telemetry.Benchmarks;

/// <summary>
/// <c>./telemetry bench</c>: without arguments everything, as one table; the name of a part runs that part alone (<c>scrape 5</c> measures
/// each contender for five minutes); anything else goes to BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private static readonly TimeSpan ShortComparison = TimeSpan.FromSeconds(40);

    private static readonly (string Name, Func<Table, Task> RunAsync)[] Parts =
    [
        ("micro", table => { MicroSuite.Run(table); return Task.CompletedTask; }),
        ("parse", ParseComparison.RunAsync),
        ("scrape", table => ScrapeComparison.RunAsync(table, ShortComparison)),
        ("acknowledge", AckLatency.RunAsync),
        ("restart", RestartTime.RunAsync),
        ("memory", MemorySlope.RunAsync),
        ("latency", PageLatency.RunAsync),
        ("storm", StormComparison.RunAsync),
        ("groups", table => { GroupCost.Run(table); return Task.CompletedTask; }),
        ("inbox", StoredEpisodes.RunAsync),
    ];

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case []:
                foreach (var part in Parts) await part.RunAsync(Table.Console);
                return 0;
            case ["scrape", var minutes] when int.TryParse(minutes, out var whole) && whole > 0:
                await ScrapeComparison.RunAsync(Table.Console, TimeSpan.FromMinutes(whole));
                return 0;
            case [var name] when Array.Find(Parts, part => part.Name == name).RunAsync is { } runAsync:
                await runAsync(Table.Console);
                return 0;
            case ["quality", .. var options]:
                return QualityRun.Run(options);
            case ["chaos", .. var options]:
                return await ChaosRun.RunAsync(options);
            case ["fuzz", .. var options]:
                return FuzzRun.Run(options);
            case [CollectorContender.Command, .. var arguments]:
                await CollectorContender.RunAsync(arguments);
                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, MicroSuite.Configure(isQuiet: false));
                return 0;
        }
    }
}
