using Telemetry.Contracts;
using Telemetry.Transport;

namespace Telemetry.Collector.Publishing;

/// <summary>Publishes at once and waits for the transport: a replay loses nothing, it goes as fast as the pipeline does.</summary>
internal sealed class DirectOutlet(IStreamPublisher publisher, CollectorMetrics metrics) : IRecordOutlet
{
    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> key, IReadOnlyList<ReadOnlyMemory<byte>> records, long scrapeEndMs, CancellationToken cancellationToken)
    {
        for (var part = 0; part < records.Count; part++)
        {
            metrics.RecordMade();
            await publisher.PublishAsync(Streams.Metrics, key, records[part], cancellationToken);
            metrics.RecordSent();
        }
    }
}
