using System.Text;
using BenchmarkDotNet.Attributes;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Benchmarks.Parsing;

/// <summary>
/// Reading a page of an API server's size: as a known page, at first sight, and with no family wanted.
/// MB/s = <see cref="PageBytes"/> / mean. The last column shows bytes allocated a page.
/// </summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    private byte[] _page = [];
    private SeriesTable _known = new(static _ => true);
    private SeriesTable _unwanted = new(static _ => false);

    /// <summary>Size of the page, to compute MB/s from.</summary>
    public int PageBytes => _page.Length;

    /// <summary>Makes the page and lets the tables know it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _page = Encoding.UTF8.GetBytes(ApiServerLikePage.Create());
        _known = new SeriesTable(static _ => true);
        _unwanted = new SeriesTable(static _ => false);
        _known.Read(_page, ExpositionFormat.Text);
        _unwanted.Read(_page, ExpositionFormat.Text);
        Console.WriteLine($"// Page: {_page.Length} bytes, {_known.Count} series");
    }

    /// <summary>The scrape loop's case.</summary>
    [Benchmark(Baseline = true)]
    public int KnownSeries() => _known.Read(_page, ExpositionFormat.Text).Samples;

    /// <summary>The first scrape of a target.</summary>
    [Benchmark]
    public int NewSeries() => new SeriesTable(static _ => true).Read(_page, ExpositionFormat.Text).Samples;

    /// <summary>Families that the catalog does not forward.</summary>
    [Benchmark]
    public int UnwantedFamilies() => _unwanted.Read(_page, ExpositionFormat.Text).Unwanted;
}
