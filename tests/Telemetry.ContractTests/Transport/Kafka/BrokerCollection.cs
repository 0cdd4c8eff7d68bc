using Telemetry.Testing.Kafka;

namespace Telemetry.ContractTests.Transport.Kafka;

/// <summary>One real broker for all tests of the collection, started with the first that needs it.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<BrokerCollection.Fixture>
{
    public const string Name = "Kafka broker";

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly Lazy<Task<KafkaBroker>> _broker = new(KafkaBroker.StartAsync);

        public Task<KafkaBroker> GetAsync() => _broker.Value;

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (_broker.IsValueCreated) await (await _broker.Value).DisposeAsync();
        }
    }
}
