using Telemetry.Transport;

namespace Telemetry.Alerting.Tests.Rig;

/// <summary>A transport whose state cannot be written while it is full.</summary>
internal sealed class FaultyTransport(IStreamTransport inner) : IStreamTransport, IStateStore
{
    /// <summary>Whether writing state fails.</summary>
    public bool IsFull { get; set; }

    /// <inheritdoc/>
    public IStateStore State => this;

    /// <inheritdoc/>
    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        inner.PublishAsync(stream, key, value, cancellationToken);

    /// <inheritdoc/>
    public Task ConsumeAsync(StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) =>
        inner.ConsumeAsync(subscription, createProcessor, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) => inner.State.LoadAsync(owner, cancellationToken);

    /// <inheritdoc/>
    public ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken) =>
        IsFull ? throw new TransportException("the disk is full", isTransient: true) : inner.State.CommitAsync(owner, entries, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
