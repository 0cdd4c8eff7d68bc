using Telemetry.Contracts;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Needs;
using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport.Kafka;

/// <summary>Work on a record that takes longer than a member's partitions are granted for: a commit that waits for that very grant, a broker that is away.</summary>
[NeedsLibrary("librdkafka.so.1")]
public sealed class LongWorkTests : IDisposable
{
    private readonly MockKafkaCluster _cluster = new(brokers: 1);

    public void Dispose() => _cluster.Dispose();

    [ContractFact]
    public async Task Member_InTheMiddleOfARecord_IsGrantedItsPartitionsAllTheSameAndGoesOnBehindIt()
    {
        var bed = await KafkaBed.CreateAsync(PropertiesWithShortSession(), Streams.Incidents, CreateTopicAsync);
        bed.CheckedStreams = [];
        await using var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, new(Streams.Incidents, "g", TimeSpan.Zero), partition => new WaitingProcessor(new RecordingProcessor(log, partition)));

        for (var number = 0; number < 3; number++) await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), new[] { (byte)('0' + number) }, default);

        await log.WaitForRecordsAsync(3, consuming.Task);
        Assert.Equal(["0", "1", "2"], log.Values.Distinct());
    }

    private Dictionary<string, string> PropertiesWithShortSession() => new(_cluster.Properties) { ["session.timeout.ms"] = "3000", ["heartbeat.interval.ms"] = "500" };

    private Task CreateTopicAsync(string name, int partitions, bool compacted)
    {
        _cluster.CreateTopic(name, partitions);
        return Task.CompletedTask;
    }

    /// <summary>Holds every record until its partition was granted twice since it came.</summary>
    private sealed class WaitingProcessor(RecordingProcessor inner) : IPartitionProcessor, IPartitionOwner
    {
        private readonly SemaphoreSlim _granted = new(0);

        public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

        public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
        {
            while (_granted.CurrentCount > 0) await _granted.WaitAsync(cancellationToken);
            for (var grant = 0; grant < 2; grant++) await _granted.WaitAsync(cancellationToken);
            await inner.ProcessAsync(record, cancellationToken);
        }

        public ValueTask CheckpointAsync(CancellationToken cancellationToken) => inner.CheckpointAsync(cancellationToken);

        public void OnCaughtUp()
        {
            // Nothing waits for it.
        }

        public void OnHeldFor(TimeSpan time) => _granted.Release();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
