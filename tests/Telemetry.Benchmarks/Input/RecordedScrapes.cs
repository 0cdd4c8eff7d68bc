using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Collector.Recordings;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Testing;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Input;

/// <summary>The metrics records that the demo recording makes: what a detector reads.</summary>
internal sealed class RecordedScrapes : IStreamPublisher
{
    private readonly List<byte[]> _records = [];
    private readonly string _job;

    private RecordedScrapes(string job) => _job = job;

    /// <summary>Records of one job, in order of event time.</summary>
    public static async Task<IReadOnlyList<byte[]>> LoadAsync(string job)
    {
        var scrapes = new RecordedScrapes(job);
        var recording = RecordingReader.Open(RecordedPages.Folder);
        var feed = new RecordingFeed(recording, "bench", SignalCatalog.BuiltIn, scrapes, Meters.Create(), TimeProvider.System, NullLoggerFactory.Instance);
        await feed.RunAsync(speed: null, fromMs: 0, fed: null, CancellationToken.None);
        return scrapes._records;
    }

    /// <summary>Histogram points of a record.</summary>
    public static int CountHistograms(ReadOnlySpan<byte> record)
    {
        var histograms = 0;
        var reader = new MetricsRecordReader(record);
        while (reader.Read())
            if (reader.Token == MetricsToken.Histogram) histograms++;
        return histograms;
    }

    /// <inheritdoc/>
    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var reader = new MetricsRecordReader(value.Span);
        if (stream == Streams.Metrics && reader.Read() && reader.Resource.ToTarget().Job == _job) _records.Add(value.ToArray());
        return default;
    }
}
