namespace Telemetry.Transport;

/// <summary>Appends keyed records to streams. Records of one key keep their order.</summary>
public interface IStreamPublisher
{
    /// <summary>
    /// Appends one record. Completes when the transport answers for it: durable streams once committed (or acknowledged by all
    /// in-sync replicas), volatile ones once queued. Waits while the stream is full. The memory may be reused after completion.
    /// </summary>
    /// <exception cref="RecordTooLargeException">Key and value exceed <c>Streams.MaxRecordBytes</c>.</exception>
    /// <exception cref="TransportException">The record was not accepted; <c>IsTransient</c> says whether trying again can help.</exception>
    ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
}
