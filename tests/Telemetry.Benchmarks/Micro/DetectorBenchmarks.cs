using BenchmarkDotNet.Attributes;
using Telemetry.Benchmarks.Input;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Observing;

namespace Telemetry.Benchmarks.Micro;

/// <summary>The detector's first stage on the whole recording of one API server, from an empty state: decode, look up, update, score, learn.</summary>
public class DetectorBenchmarks : ICounted
{
    private IReadOnlyList<byte[]> _records = [];

    /// <inheritdoc/>
    public Workload PerOperation => new(_records.Sum(record => RecordedScrapes.CountHistograms(record)), "histograms", _records.Sum(record => (long)record.Length));

    /// <inheritdoc/>
    [GlobalSetup]
    public void Setup() => _records = RecordedScrapes.LoadAsync("apiserver").GetAwaiter().GetResult();

    /// <summary>Every scrape of the recording.</summary>
    [Benchmark(Description = "observe API server, 22 minutes")]
    public int Observe()
    {
        var observer = new TargetObserver(SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, new TargetId("bench", "apiserver", "apiserver-0"));
        var points = 0;
        foreach (var record in _records)
        {
            observer.Begin(HeadOf(record));
            observer.Read(record);
            points += observer.End().Points.Count;
        }

        return points;
    }

    private static ScrapeReading HeadOf(ReadOnlySpan<byte> record)
    {
        var reader = new MetricsRecordReader(record);
        reader.Read();
        return new ScrapeReading(reader.Resource.ScrapeTimeMs, reader.Resource.DurationMs, reader.Resource.IntervalMs);
    }
}
