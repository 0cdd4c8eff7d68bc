using Telemetry.Testing.Kafka;
using Telemetry.Testing.Needs;

namespace Telemetry.ContractTests.Transport.Kafka;

[NeedsLibrary("librdkafka.so.1")]
public sealed class MockTransportContract : TransportContract, IDisposable
{
    private readonly Lazy<MockKafkaCluster> _cluster = new(() => new MockKafkaCluster(brokers: 3));

    public void Dispose()
    {
        if (_cluster.IsValueCreated) _cluster.Value.Dispose();
    }

    protected override async Task<ITransportBed> CreateBedAsync(string stream)
    {
        var bed = await KafkaBed.CreateAsync(
            _cluster.Value.Properties,
            stream,
            (topic, partitions, _) =>
            {
                _cluster.Value.CreateTopic(topic, partitions);
                return Task.CompletedTask;
            });
        bed.CheckedStreams = [];
        return bed;
    }
}
