using BenchmarkDotNet.Attributes;
using Telemetry.Benchmarks.Input;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Benchmarks.Micro;

/// <summary>A recorded API server page with a known series set.</summary>
public class ParseBenchmarks : ICounted
{
    private readonly SeriesTable _known = new(_ => true);
    private byte[][] _pages = [];
    private int _next;

    /// <inheritdoc/>
    public Workload PerOperation => new(Read().Samples, "samples", (long)_pages.Average(page => page.Length));

    /// <inheritdoc/>
    [GlobalSetup]
    public void Setup()
    {
        _pages = [.. RecordedPages.LoadAsync(pagesPerJob: 4).GetAwaiter().GetResult()["apiserver"]];
        foreach (var _ in _pages) Read();
    }

    /// <summary>Successive pages of one target, so that values change as they do in life.</summary>
    [Benchmark(Description = "API server page, known series")]
    public int KnownSeries() => Read().Samples;

    private PageReading Read() => _known.Read(_pages[_next++ % _pages.Length], ExpositionFormat.Text);
}
