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

    private KafkaBed(IReadOnlyDictionary<string, string> properties, string stream)
    {
        CheckedStreams = [stream];
        Options = new KafkaOptions
        {
            Properties = new Dictionary<string, string>(properties),
            TopicPrefix = $"t{Guid.NewGuid():N}.",
            Partitions = Partitions,
            ReplicationFactor = 1,
        };
    }

    public KafkaOptions Options { get; }

    public bool IsShared => true;

    /// <summary>Streams whose topics are checked at the start. The mock cluster has no controller to ask, and would be waited for.</summary>
    public IReadOnlyCollection<string> CheckedStreams { get; set; }

    /// <param name="properties">Client properties of the broker.</param>
    /// <param name="stream">The one stream that the test uses.</param>
    /// <param name="createTopicAsync">Creates a topic: name, partitions, compacted.</param>
    public static async Task<KafkaBed> CreateAsync(
        IReadOnlyDictionary<string, string> properties, string stream, Func<string, int, bool, Task> createTopicAsync)
    {
        var bed = new KafkaBed(properties, stream);
        await createTopicAsync(bed.Options.TopicPrefix + stream, Partitions, Streams.IsCompacted(stream));
        return bed;
    }

    public async Task<IStreamTransport> OpenAsync() => await KafkaTransport.OpenAsync(
        Options, CheckedStreams, TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
