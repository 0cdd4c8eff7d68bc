using Telemetry.Contracts.Metrics;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Acknowledging;

/// <summary>Notes how long after the end of its scrape each record was acknowledged. To the millisecond, as the record tells its scrape.</summary>
internal sealed class AcknowledgedPublisher(IStreamPublisher publisher) : IStreamPublisher
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _latencies = [];

    /// <summary>From the last byte of the page to the acknowledgement, ascending.</summary>
    public List<TimeSpan> Latencies
    {
        get { lock (_lock) return [.. _latencies.Order()]; }
    }

    /// <summary>Forgets what came while everything warmed up.</summary>
    public void Clear()
    {
        lock (_lock) _latencies.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var ended = EndOf(value.Span);
        await publisher.PublishAsync(stream, key, value, cancellationToken);
        var latency = TimeProvider.System.GetUtcNow() - ended;
        lock (_lock) _latencies.Add(latency);
    }

    private static DateTimeOffset EndOf(ReadOnlySpan<byte> record)
    {
        var reader = new MetricsRecordReader(record);
        reader.Read();
        return DateTimeOffset.FromUnixTimeMilliseconds(reader.Resource.ScrapeTimeMs + reader.Resource.DurationMs);
    }
}
