using Telemetry.Testing.Needs;

namespace Telemetry.ContractTests.Transport.Kafka;

[Collection(BrokerCollection.Name)]
[NeedsPrograms("npm", "java")]
[NeedsLibrary("librdkafka.so.1")]
public sealed class BrokerTransportContract(BrokerCollection.Fixture fixture) : TransportContract
{
    protected override async Task<ITransportBed> CreateBedAsync(string stream)
    {
        var broker = await fixture.GetAsync();
        return await KafkaBed.CreateAsync(broker.Properties, stream, broker.CreateTopicAsync);
    }
}
