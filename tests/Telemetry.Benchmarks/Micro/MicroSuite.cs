using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Telemetry.Benchmarks.Report;

namespace Telemetry.Benchmarks.Micro;

/// <summary>Runs every <see cref="ICounted"/> class with BenchmarkDotNet and prints one row per benchmark.</summary>
internal static class MicroSuite
{
    public static void Run(Table table)
    {
        table.Heading("Routines, one core (BenchmarkDotNet)", "mean", "items", "bytes", "allocated / item", "time to baseline");
        foreach (var type in typeof(MicroSuite).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ICounted))).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            var benchmarks = (ICounted)Activator.CreateInstance(type)!;
            benchmarks.Setup();
            var summary = BenchmarkRunner.Run(type, Configure(isQuiet: true));
            foreach (var report in summary.Reports) Print(table, report, Baseline(summary), benchmarks.PerOperation);
        }
    }

    /// <summary>In this process: a build per benchmark takes longer than the benchmark. A short job: ratios are stable, the last percent is not.</summary>
    public static IConfig Configure(bool isQuiet)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromMinutes(5), logOutput: false)))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator | ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "telemetry-bench"));
        return isQuiet
            ? config.AddLogger(NullLogger.Instance).AddColumnProvider(DefaultColumnProviders.Instance)
            : config.AddLogger(ConsoleLogger.Default).AddColumnProvider(DefaultColumnProviders.Instance);
    }

    private static double Baseline(Summary summary) =>
        summary.Reports.Where(report => summary.IsBaseline(report.BenchmarkCase)).Select(MeanSeconds).FirstOrDefault(double.NaN);

    private static void Print(Table table, BenchmarkReport report, double baselineSeconds, Workload workload)
    {
        var name = $"{report.BenchmarkCase.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal)}: {report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')}";
        if (report.ResultStatistics is null)
        {
            table.Row(name, "failed");
            return;
        }

        var seconds = MeanSeconds(report);
        var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
        table.Row(
            name,
            string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.000} ms"),
            Figures.PerSecond(workload.Items / seconds, workload.Unit),
            workload.Bytes > 0 ? Figures.MegabytesPerSecond(workload.Bytes / seconds) : "-",
            string.Create(CultureInfo.InvariantCulture, $"{(double)allocated / workload.Items:0.###} B"),
            Figures.Ratio(seconds / baselineSeconds));
    }

    private static double MeanSeconds(BenchmarkReport report) => report.ResultStatistics is { } statistics ? statistics.Mean / 1e9 : double.NaN;
}
