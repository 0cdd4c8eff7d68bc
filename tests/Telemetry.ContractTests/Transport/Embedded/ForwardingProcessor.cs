using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport.Embedded;

/// <summary>A role in the middle of the line: half of what it reads goes on at once, the rest at its checkpoint.</summary>
internal sealed class ForwardingProcessor(IStreamPublisher publisher, string to, ConsumptionLog log) : IPartitionProcessor
{
    public const string Checkpointed = "forwarder checkpointed";
    private readonly List<byte[]> _kept = [];

    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new((long?)null);

    public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        if (record.Offset % 2 == 0) await publisher.PublishAsync(to, record.Key, record.Value, cancellationToken);
        else _kept.Add(record.Value.ToArray());
    }

    public async ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        foreach (var value in _kept) await publisher.PublishAsync(to, "k"u8.ToArray(), value, cancellationToken);
        _kept.Clear();
        log.Note(Checkpointed);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
