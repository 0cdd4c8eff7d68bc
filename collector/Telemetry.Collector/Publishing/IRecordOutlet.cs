namespace Telemetry.Collector.Publishing;

/// <summary>Where the records of a scrape go.</summary>
internal interface IRecordOutlet
{
    /// <summary>Takes the records of one scrape in order. Their memory may be reused when the task has completed.</summary>
    /// <param name="key">Key of the records.</param>
    /// <param name="records">The records.</param>
    /// <param name="scrapeEndMs">When the scrape ended, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask SendAsync(ReadOnlyMemory<byte> key, IReadOnlyList<ReadOnlyMemory<byte>> records, long scrapeEndMs, CancellationToken cancellationToken);
}
