using BenchmarkDotNet.Running;
using Telemetry.Benchmarks.Latency;
using Telemetry.Benchmarks.Micro;
using Telemetry.Benchmarks.Report;
using Telemetry.Benchmarks.Scraping;

namespace Telemetry.Benchmarks;

/// <summary>
/// <c>./telemetry bench</c>: without arguments everything, as one table; <c>micro</c>, <c>scrape</c> or <c>latency</c> one part of it;
/// anything else goes to BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case []:
                MicroSuite.Run(Table.Console);
                await ScrapeComparison.RunAsync(Table.Console);
                await PageLatency.RunAsync(Table.Console);
                return 0;
            case ["latency"]:
                await PageLatency.RunAsync(Table.Console);
                return 0;
            case ["micro"]:
                MicroSuite.Run(Table.Console);
                return 0;
            case ["scrape"]:
                await ScrapeComparison.RunAsync(Table.Console);
                return 0;
            case [CollectorContender.Command, .. var targets]:
                await CollectorContender.RunAsync(targets);
                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, MicroSuite.Configure(isQuiet: false));
                return 0;
        }
    }
}
