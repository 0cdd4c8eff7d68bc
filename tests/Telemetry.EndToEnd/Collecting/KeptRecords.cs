using System.Collections.Concurrent;
using Telemetry.Transport;

namespace Telemetry.EndToEnd.Collecting;

/// <summary>Keeps every record of a stream.</summary>
internal sealed class KeptRecords : IPartitionProcessor
{
    private readonly ConcurrentQueue<byte[]> _values;

    public KeptRecords(ConcurrentQueue<byte[]> values) => _values = values;

    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<long?>(0);

    public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        _values.Enqueue(record.Value.ToArray());
        return ValueTask.CompletedTask;
    }

    public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
