namespace Telemetry.Transport;

/// <summary>One record as read. Key and value are valid until the processor's call returns.</summary>
/// <param name="Stream">Stream it was read from.</param>
/// <param name="Partition">Partition of that stream.</param>
/// <param name="Offset">Position in the partition; grows, but not always by one.</param>
/// <param name="Key">The record's key.</param>
/// <param name="Value">The record's value.</param>
public readonly record struct StreamRecord(
    string Stream, int Partition, long Offset, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);
