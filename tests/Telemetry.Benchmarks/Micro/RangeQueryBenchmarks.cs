using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Telemetry.Benchmarks.Input;
using Telemetry.Series.Api;
using Telemetry.Series.Queries.Evaluation;
using Telemetry.Series.Queries.Syntax;

namespace Telemetry.Benchmarks.Micro;

/// <summary>Range queries over the whole window in steps of 15 s, answered as JSON.</summary>
public class RangeQueryBenchmarks : ICounted
{
    private readonly RecentSeries _recent = new();

    /// <inheritdoc/>
    public Workload PerOperation => new(RecentSeries.Series * Rounds, "points", 0);

    private int Rounds => (int)(_recent.Options.Retention.TotalMilliseconds / RecentSeries.StepMs);

    /// <inheritdoc/>
    [GlobalSetup]
    public void Setup()
    {
        for (var round = 0; round < Rounds; round++) _recent.Round();
    }

    /// <summary>Every series of the window.</summary>
    [Benchmark(Description = "5,030 series over 2 h to JSON")]
    public async Task<long> Everything()
    {
        var end = _recent.NowMs + RecentSeries.StepMs - 1;
        var steps = StepRange.Between(end - ((Rounds - 1) * RecentSeries.StepMs), end, RecentSeries.StepMs);
        var value = new Evaluator(_recent.Window, _recent.Options, steps, CancellationToken.None).Evaluate(Parser.Parse("{cluster=\"bench\"}"));
        await using var json = new Utf8JsonWriter(Stream.Null);
        await ResultWriter.Range(value, steps)(json, CancellationToken.None);
        return json.BytesCommitted;
    }
}
