using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Kafka;

namespace Telemetry.ContractTests.Transport.Kafka;

/// <summary>Topics of its own on a broker that others use too.</summary>
internal sealed class KafkaBed : ITransportBed
{
    private const int Partitions = 3;

    private KafkaBed(IReadOnlyDictionary<string, string> properties, string prefix) => Options = new KafkaOptions
    {
        Properties = new Dictionary<string, string>(properties), TopicPrefix = prefix, Partitions = Partitions, ReplicationFactor = 1,
    };

    public KafkaOptions Options { get; }

    public bool IsShared => true;

    /// <param name="properties">Client properties of the broker.</param>
    /// <param name="createTopicAsync">Creates a topic: name, partitions, compacted.</param>
    public static async Task<KafkaBed> CreateAsync(
        IReadOnlyDictionary<string, string> properties, Func<string, int, bool, Task> createTopicAsync)
    {
        var bed = new KafkaBed(properties, $"t{Guid.NewGuid():N}.");
        await createTopicAsync(bed.Options.TopicPrefix + Streams.Incidents, Partitions, false);
        await createTopicAsync(bed.Options.TopicPrefix + Streams.State, Partitions, true);
        return bed;
    }

    public async Task<IStreamTransport> OpenAsync() => await KafkaTransport.OpenAsync(
        Options, [Streams.Incidents, Streams.State], TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
