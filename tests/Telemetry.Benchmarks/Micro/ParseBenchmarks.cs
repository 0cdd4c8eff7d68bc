using BenchmarkDotNet.Attributes;
using Telemetry.Benchmarks.Input;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Benchmarks.Micro;

/// <summary>A recorded API server page with a known series set.</summary>
public class ParseBenchmarks : ICounted
{
    private readonly SeriesTable _known = new(_ => new FamilyRule(IsWanted: true));
    private byte[][] _pages = [];
    private int _next;

    /// <inheritdoc/>
    public Workload PerOperation => new(KnownSeries(), "samples", (long)_pages.Average(page => page.Length));

    /// <inheritdoc/>
    [GlobalSetup]
    public void Setup()
    {
        var pages = RecordedPages.LoadAsync(pagesPerJob: 12).GetAwaiter().GetResult()["apiserver"];
        var first = Read(pages[0]);
        _pages = [.. pages.Where(page => Read(page) is { Vanished: 0 } reading && reading.Samples == first.Samples)];
        if (_pages.Length < 2) throw new InvalidOperationException("The recording has no two pages of the same series.");
    }

    /// <summary>Pages of one target that have the same series and other values.</summary>
    [Benchmark(Description = "API server page, known series")]
    public int KnownSeries() => Read(_pages[_next++ % _pages.Length]).Samples;

    private PageReading Read(byte[] page) => _known.Read(page, ExpositionFormat.Text);
}
