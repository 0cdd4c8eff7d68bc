namespace Telemetry.Collector.Publishing;

/// <summary>Where the records of a scrape go.</summary>
internal interface IRecordOutlet
{
    /// <summary>Takes the records of one scrape in order. Their memory may be reused when the task has completed.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> key, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken);
}
