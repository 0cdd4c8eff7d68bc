using BenchmarkDotNet.Attributes;
using Telemetry.Benchmarks.Input;

namespace Telemetry.Benchmarks.Micro;

/// <summary>From signal records to samples in a window that is full and loses as much as it gains.</summary>
public class WindowAppendBenchmarks : ICounted
{
    private readonly RecentSeries _recent = new();

    /// <inheritdoc/>
    public Workload PerOperation => new(RecentSeries.Series, "samples", 0);

    /// <inheritdoc/>
    [GlobalSetup]
    public void Setup()
    {
        for (var round = 0; round < _recent.Options.Retention.TotalMilliseconds / RecentSeries.StepMs; round++) _recent.Round();
    }

    /// <summary>One scrape of every target.</summary>
    [Benchmark(Description = "signal records into the window")]
    public void Append() => _recent.Round();
}
