using System.ComponentModel.DataAnnotations;

namespace Telemetry.Transport.Embedded;

/// <summary>Settings under <c>transport.embedded</c>: how much may wait between the roles of one process.</summary>
public sealed class EmbeddedTransportOptions
{
    public const int DefaultQueueRecords = 4096;
    public const int DefaultQueueBytes = 64 << 20;

    /// <summary>Records that a volatile stream holds; a publisher waits for room.</summary>
    [Range(1, 1 << 20)]
    public int QueueRecords { get; set; } = DefaultQueueRecords;

    /// <summary>Bytes, keys and values, that a volatile stream holds; a publisher waits for room.</summary>
    [Range(1 << 20, 1 << 30)]
    public int QueueBytes { get; set; } = DefaultQueueBytes;
}
