using BenchmarkDotNet.Attributes;
using Telemetry.Benchmarks.Input;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Benchmarks.Micro;

/// <summary>From points to an OTLP record.</summary>
public class EncodeBenchmarks : ICounted
{
    private readonly MetricsRecordWriter _writer = new();
    private SampleScrape _scrape = null!;

    /// <inheritdoc/>
    public Workload PerOperation => new(SampleScrape.Histograms + SampleScrape.Counters, "points", Record());

    /// <inheritdoc/>
    [GlobalSetup]
    public void Setup() => _scrape = new SampleScrape(seed: 1);

    /// <summary>One scrape into one record.</summary>
    [Benchmark(Description = "OTLP record")]
    public int Record() => _scrape.Write(_writer).Length;
}
