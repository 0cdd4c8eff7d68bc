using System.Collections.Concurrent;
using Telemetry.Collector.Tests.Recordings;
using Telemetry.Transport;

namespace Telemetry.Collector.Tests.ClusterState;

/// <summary>Keeps what is published, and state over restarts of the collector; nobody reads.</summary>
internal sealed class KeepingTransport(KeepingTransport? before = null) : IStreamTransport, IStateStore
{
    private readonly ConcurrentDictionary<(string Owner, string Key), byte[]> _entries = before?._entries ?? new();

    public KeepingPublisher Published { get; } = new();

    public IStateStore State => this;

    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        Published.PublishAsync(stream, key, value, cancellationToken);

    public Task ConsumeAsync(StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<StateEntry>>(
            [.. _entries.Where(entry => entry.Key.Owner == owner).Select(entry => new StateEntry(entry.Key.Key, entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal)]);

    public ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries) _entries[(owner, entry.Key)] = entry.Value!.Value.ToArray();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
