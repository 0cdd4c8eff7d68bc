using System.Text;
using Telemetry.Contracts;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Needs;
using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport.Kafka;

[NeedsLibrary("librdkafka.so.1")]
public sealed class BrokerDownTests : IDisposable
{
    private const string Group = "g";
    private const int Records = 300;
    private static readonly string[] Keys = ["alpha", "beta", "gamma", "delta"];
    private readonly MockKafkaCluster _cluster = new(brokers: 3);

    public void Dispose() => _cluster.Dispose();

    [ContractFact]
    public async Task BrokerDown_InMidStream_NothingIsLostAndOrderIsKept()
    {
        var bed = await CreateBedAsync();
        var topic = bed.Options.TopicPrefix + Streams.Incidents;
        for (var partition = 0; partition < 3; partition++) _cluster.SetLeader(topic, partition, partition + 1);
        _cluster.SetCoordinator(Group, 2);
        await using var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, new(Streams.Incidents, Group, TimeSpan.Zero), partition => new RecordingProcessor(log, partition));

        var publishing = Keys.Select(key => Task.Run(() => PublishAsync(transport, key))).ToList();
        await log.WaitForRecordsAsync(Records / 3, consuming.Task);
        _cluster.TakeDown(1);
        _cluster.SetLeader(topic, 0, 3);
        await log.WaitForRecordsAsync(Records * 2, consuming.Task);
        _cluster.BringUp(1);
        await Task.WhenAll(publishing);
        await log.WaitForAsync(seen => seen.Records.DistinctBy(record => (record.Key, record.Value)).Count() == Keys.Length * Records, consuming.Task);

        foreach (var ofKey in log.Records.GroupBy(record => record.Key))
        {
            Assert.Equal(Enumerable.Range(0, Records), ofKey.Select(record => int.Parse(record.Value)).Distinct());
        }
    }

    [ContractFact]
    public async Task BrokerErrors_ThatPass_AreRetriedWithoutLoss()
    {
        const short ProduceApi = 0;
        const int NotLeaderForPartition = 6, NotEnoughReplicas = 19;
        var bed = await CreateBedAsync();
        await using var transport = await bed.OpenAsync();
        _cluster.FailRequests(ProduceApi, NotLeaderForPartition, NotEnoughReplicas, NotLeaderForPartition);

        await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), "v"u8.ToArray(), default);

        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, new(Streams.Incidents, Group, TimeSpan.Zero), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(1, consuming.Task);
        Assert.All(log.Values, value => Assert.Equal("v", value));
    }

    [ContractFact]
    public async Task BrokerErrors_ThatStay_ArePermanent()
    {
        const short ProduceApi = 0;
        const int TopicAuthorizationFailed = 29;
        var bed = await CreateBedAsync();
        await using var transport = await bed.OpenAsync();
        _cluster.FailRequests(ProduceApi, TopicAuthorizationFailed);

        var failure = await Assert.ThrowsAsync<TransportException>(
            async () => await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), "v"u8.ToArray(), default));

        Assert.False(failure.IsTransient);
        Assert.Contains("access lists", failure.Message, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task AllBrokersDown_WhilePublishing_IsTransient()
    {
        var bed = await CreateBedAsync();
        bed.Options.Properties["message.timeout.ms"] = "500";
        await using var transport = await bed.OpenAsync();
        for (var broker = 1; broker <= 3; broker++) _cluster.TakeDown(broker);

        var failure = await Assert.ThrowsAsync<TransportException>(
            async () => await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), "v"u8.ToArray(), default));

        Assert.True(failure.IsTransient);
    }

    [ContractFact]
    public async Task AllBrokersDown_WhenStopped_EndsNevertheless()
    {
        var bed = await CreateBedAsync();
        var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, new(Streams.Incidents, Group, TimeSpan.FromHours(1)), partition => new RecordingProcessor(log, partition));
        await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), "v"u8.ToArray(), default);
        await log.WaitForRecordsAsync(1, consuming.Task);
        for (var broker = 1; broker <= 3; broker++) _cluster.TakeDown(broker);
        var waiting = transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), "never"u8.ToArray(), default).AsTask();

        await consuming.StopAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await transport.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, log.CountOf(RecordingProcessor.Checkpointed));
        Assert.False(waiting.IsCompletedSuccessfully);
    }

    [ContractFact]
    public async Task NoBroker_AtTheStart_IsToldWithTheCure()
    {
        var bed = await CreateBedAsync();
        bed.Options.RequestTimeout = TimeSpan.FromSeconds(1);
        for (var broker = 1; broker <= 3; broker++) _cluster.TakeDown(broker);

        var failure = await Assert.ThrowsAsync<TransportException>(() => bed.OpenAsync());

        Assert.True(failure.IsTransient);
        Assert.Contains("bootstrap.servers", failure.Message, StringComparison.Ordinal);
    }

    private Task<KafkaBed> CreateBedAsync() => KafkaBed.CreateAsync(
        _cluster.Properties,
        Streams.Incidents,
        (topic, partitions, _) =>
        {
            _cluster.CreateTopic(topic, partitions);
            return Task.CompletedTask;
        });

    private static async Task PublishAsync(IStreamTransport transport, string key)
    {
        for (var number = 0; number < Records; number++)
        {
            await transport.PublishAsync(Streams.Incidents, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{number}"), default);
        }
    }
}
