using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.ContractTests.Transport.Embedded;

/// <summary>Storage that lives as long as the bed: opening again gives a new hold on the same transport.</summary>
internal sealed class InMemoryBed(EmbeddedTransport transport) : ITransportBed
{
    public bool IsShared => false;

    public static async Task<InMemoryBed> CreateAsync() => new(await EmbeddedTransport.OpenInMemoryAsync(
        new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance));

    public Task<IStreamTransport> OpenAsync() => Task.FromResult<IStreamTransport>(new Hold(transport));

    public ValueTask DisposeAsync() => transport.DisposeAsync();

    private sealed class Hold(IStreamTransport held) : IStreamTransport
    {
        public IStateStore State => held.State;

        public ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
            held.PublishAsync(stream, key, value, cancellationToken);

        public Task ConsumeAsync(
            StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) =>
            held.ConsumeAsync(subscription, createProcessor, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
