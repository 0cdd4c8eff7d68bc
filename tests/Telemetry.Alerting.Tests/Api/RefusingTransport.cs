using Telemetry.Transport;

namespace Telemetry.Alerting.Tests.Api;

/// <summary>A transport whose disk is full: it keeps nothing and reads nothing.</summary>
internal sealed class RefusingTransport : IStreamTransport, IStateStore
{
    public IStateStore State => this;

    public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => throw Full();

    public Task ConsumeAsync(StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);

    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) => new([new StateEntry("secret", new byte[32])]);

    public ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken) => throw Full();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TransportException Full() => new("the disk is full", isTransient: true);
}
